"What every part stands on: files, settings, tables and figures."
