"The reproduction of the paper; the library imports nothing from here."
