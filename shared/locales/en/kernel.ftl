app-name = Personal cabinet
