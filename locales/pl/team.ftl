## Zespół partnera

team-title = Zespół
team-title-of = Zespół: { $partner }
team-count = { $count ->
    [0] W tym zespole nie ma jeszcze nikogo.
    [one] { $count } osoba
    [few] { $count } osoby
    [many] { $count } osób
   *[other] { $count } osoby
}
team-row = { $role } · { $account }
team-no-account = jeszcze bez konta
team-change = Zmień
team-one = { $role }, { $partner }
team-account = Konto w czacie
team-email = E-mail
team-make-admin = Ustaw jako administratora
team-make-rep = Ustaw jako przedstawiciela
team-remove = Usuń
team-remove-sure = { $name } natychmiast traci dostęp. Zgłoszone transakcje zostają w Twojej firmie, a historia zachowuje nazwisko.
team-leave = Natychmiast stracisz dostęp i ktoś inny będzie musiał dodać Cię ponownie.
team-step-down = Stracisz możliwość zmieniania zespołu; przywrócić ją może tylko inny administrator.
team-stepped-down = Od teraz masz rolę przedstawiciela partnera.
team-removed-title = Usunięto: { $name }
team-removed = Dostęp wygasł na każdej platformie. Zgłoszone transakcje zostają w firmie.
team-last-admin = Nikt nie reprezentowałby już firmy. Najpierw ustaw kogoś innego jako administratora.

## Nowa osoba

team-add = Dodaj osobę
team-add-submit = Dodaj
team-name = Imię i nazwisko
team-email-hint = Niewymagany. Pod adresem potwierdzonym przez Waszą własną przestrzeń rozpoznam tę osobę bez kodu.
team-role = Rola
team-already = { $name } jest już w tym zespole. Aby zaprosić tę osobę ponownie, naciśnij „Zmień” obok nazwiska.
team-came-in = Ta osoba już dołączyła. Konto na drugiej platformie połączy sama: `/partner połącz`.
team-invite = Zaproś ponownie
team-invited-title = { $name } może dołączyć
team-invited = Przekaż tej osobie: „W Slacku lub Teams napisz do Tandemu: `/partner połącz { $code }`”
team-invited-until = Działa tylko raz, do: { $until }. Nie podawaj tego nikomu innemu.
team-pick = Konto tej osoby na tym czacie
team-add-how = Wskaż konto na czacie, a napiszę do tej osoby: wystarczy jeden przycisk, aby dołączyć. Możesz też nikogo nie wskazywać i przekazać kod.
team-invited-written = Wiadomość została wysłana. Aby dołączyć, wystarczy nacisnąć w niej „Dołącz”.
team-invited-otherwise = Jeśli wiadomość nie dotrze, jest inny sposób:
team-invites-you = Zaproszenie do zespołu: { $partner }
team-invites-you-as = Przycisk „Dołącz” połączy to konto z osobą: { $name }. Transakcje tej firmy zgłosisz w Tandemie.
team-join = Dołącz
team-invites-until = Zaproszenie jest tylko dla Ciebie i działa do: { $until }. Jeśli nie znasz tej firmy, zignoruj je.
team-invitation-used = To zaproszenie zostało już wykorzystane.
team-invitation-over = To zaproszenie zostało już wykorzystane lub wygasło. Poproś administratora swojej firmy o nowe.
