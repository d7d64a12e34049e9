app-name = Жеке кабинет
