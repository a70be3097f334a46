digest-title = Prośby, które na Ciebie czekają
digest-why = Prośby przychodzą do Ciebie razem, zgodnie z Twoim wyborem. To, na co trzeba odpowiedzieć wkrótce, przychodzi od razu. Zmienisz to przez `/partner ustawienia`, a listę zawsze pokaże `/approvals`.
together-title = { $count ->
    [one] Jeszcze { $count } wiadomość dla Ciebie
    [few] Jeszcze { $count } wiadomości dla Ciebie
   *[many] Jeszcze { $count } wiadomości dla Ciebie
}
together-why = Dziennie przychodzi do Ciebie tylko określona liczba wiadomości; pozostałe są razem, w tej jednej.
together-at = z { $at }
together-open = Otwórz
