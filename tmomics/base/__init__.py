"What every part stands on: files, settings, commands, tables and figures."
