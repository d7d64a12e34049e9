app-name = Личный кабинет
