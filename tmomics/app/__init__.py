"The object and the commands that analysts use."
