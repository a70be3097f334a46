digest-title = Prośby, które na Ciebie czekają
digest-why = Prośby przychodzą do Ciebie razem, zgodnie z Twoim wyborem. To, na co trzeba odpowiedzieć wkrótce, przychodzi od razu. Zmienisz to przez `/partner ustawienia`, a listę zawsze pokaże `/approvals`.
