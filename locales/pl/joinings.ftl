## Prośba o dołączenie

join-lead = Napisz, kim jesteś i dla jakiej firmy pracujesz. Zapytam osoby, które mogą Cię dopuścić.
join-code = Jeśli znam Cię już z innej platformy, napisz tam do mnie `/partner połącz`, a otrzymany kod wpisz tutaj.
join-name = Imię i nazwisko
join-name-hint = Tak, jak znają Cię współpracownicy
join-company = Twoja firma
join-company-hint = Jeśli to możliwe, tak jak jest zapisana w programie partnerskim
join-note = Uwagi
join-note-hint = Nieobowiązkowo: kto Cię tam zna, czym się zajmujesz
join-send = Poproś
join-asked-title = Dziękuję
join-asked = Prośba trafiła do osób, które mogą o niej zdecydować. Niezależnie od decyzji dam Ci tutaj znać.
join-not-here = Nie wiem, do jakiej organizacji należy to konto, więc nikt nie może go dopuścić. Napisz do mnie z konta swojej firmy.
join-not-theirs = To konto należy do przestrzeni innego partnera, więc może dołączyć tylko do niego.

## Dopuszczanie nowych osób

joining-title = { $name } prosi o dołączenie do { $company }
joining-lead = { $platform } · { $standing } · { $workspace }
joining-company = Firma
joining-company-unclear = Żaden partner tak się nie nazywa. Wybierz firmę przy zatwierdzaniu.
joining-company-hint = Zacznij wpisywać nazwę partnera.
joining-typed = Wpisana nazwa
joining-effect = Po zatwierdzeniu to konto należy do przedstawiciela partnera: widzi transakcje firmy i zgłasza nowe.
joining-at-vendor = w przestrzeni dostawcy
joining-at-partner = w przestrzeni partnera { $partner }
joining-elsewhere = w przestrzeni spoza listy ({ $id })
joining-welcome-title = Witaj, { $name }!
joining-welcome = Działasz tu teraz w imieniu firmy { $partner }. Transakcje możesz zgłaszać od razu.
joining-rejected-title = Twoja prośba o dołączenie
joining-rejected = Prośba o dołączenie nie została przyjęta. Jeśli to pomyłka, porozmawiaj z osobą, z którą się kontaktujesz.

standing-unknown = konto niesprawdzone
standing-member = pełne konto
standing-guest = gość
standing-external = z innej organizacji, przez wspólny kanał
standing-bot = bot
standing-gone = konto wyłączone
