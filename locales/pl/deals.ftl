## Formularz

deal-register = Zgłoś transakcję
deal-for = Zgłoś za partnera
deal-form-title = Zgłoś transakcję
deal-form-edit = Edytuj transakcję
deal-form-submit = Zgłoś
deal-form-save = Zapisz
deal-form-keep = Zapisz wersję roboczą
deal-field-partner = Partner
deal-field-customer = Klient
deal-field-amount = Kwota netto
deal-field-currency = Waluta
deal-field-product = Produkt
deal-field-close-on = Planowane zamknięcie
deal-field-deal-type = Typ transakcji
deal-field-country = Kraj klienta
deal-field-website = Strona internetowa klienta
deal-field-contact = Osoba kontaktowa u klienta
deal-field-email = E-mail osoby kontaktowej
deal-field-note = Uwagi
deal-hint-partner = Transakcja będzie należeć do tego partnera. Zdecyduje o niej ktoś inny, nie Ty.
deal-hint-customer = Zacznij pisać; może to być nowa nazwa. Podpowiadamy tylko Twoich klientów.
deal-hint-amount = Wpisz po swojemu: 12500 albo 12 500,00 EUR
deal-hint-check = Sprawdź: znalezione w wiadomości.
deal-found-some = Wypełniono na podstawie wiadomości. Sprawdź to, co oznaczone, i dodaj, czego brakuje.
deal-found-nothing = W wiadomości nie ma nic pewnego; jej treść jest w uwagach.
deal-website-unreadable = To nie wygląda na adres strony internetowej. Wpisz go na przykład tak: example.com.
deal-email-unreadable = To nie wygląda na adres e-mail. Wpisz go na przykład tak: name@example.com.
deal-draft-restored = Przywrócono Twoją wersję roboczą z { $at }. Aby zacząć od nowa, napisz `/deal nowa`.
deal-kept-title = Zapisano wersję roboczą
deal-kept = Przechowamy ją przez 7 dni. Aby do niej wrócić, napisz `/deal`.
deal-already-sent = Ten formularz jest już wysłany; transakcję znajdziesz przez `/deal lista`.
deal-for-nobody = Nie masz pod opieką żadnego partnera, więc nie ma za kogo zgłosić transakcji. Zwróć się do administratora programu.
deal-thanks-title = Zgłoszono: { $ref }
deal-thanks = { $customer }, { $amount }. Potwierdzenie masz w wiadomościach ode mnie.
deal-thanks-for = { $customer }, { $amount }. Transakcja należy do partnera { $partner }; jego pracownicy dostali wiadomość. Zdecyduje o niej ktoś inny.

## Stany i historia

deal-state = { $state ->
    [draft] Wersja robocza
    [submitted] Czeka na decyzję
    [information-asked] Potrzebne informacje
    [approved] Zatwierdzona
    [rejected] Odrzucona
    [withdrawn] Wycofana
    [expired] Wygasła
    [won] Wygrana
    [lost] Przegrana
   *[other] Stan nieznany
}
deal-happened = { $step ->
    [submit] Zgłoszenie: { $who }, { $at }.{ $why }
    [edit] Edycja: { $who }, { $at }.{ $why }
    [ask] Pytanie: { $who }, { $at }.{ $why }
    [answer] Odpowiedź: { $who }, { $at }.{ $why }
    [approve] Decyzja: zatwierdzono, { $who }, { $at }.{ $why }
    [reject] Decyzja: odrzucono, { $who }, { $at }.{ $why }
    [withdraw] Wycofanie: { $who }, { $at }.{ $why }
    [remind] Przypomnienie wysłano do: { $who }, { $at }.{ $why }
    [escalate] O decyzję poproszono także: { $who }, { $at }.{ $why }
    [expire] Koniec ochrony: { $at }.{ $why }
    [win] Wynik: wygrana, { $who }, { $at }.{ $why }
    [lose] Wynik: przegrana, { $who }, { $at }.{ $why }
    [appeal] Odwołanie: { $who }, { $at }.{ $why }
    [ask-time] Prośba o dłuższą ochronę: { $who }, { $at }.{ $why }
    [extend] Przedłużenie ochrony: { $who }, { $at }.{ $why }
    [keep-time] Decyzja: bez przedłużenia, { $who }, { $at }.{ $why }
    [undo] Cofnięcie decyzji: { $who }, { $at }.{ $why }
   *[move] Zmiana etapu: { $who }, { $at }.{ $why }
}
deal-why = {" "}„{ $words }”
deal-why-both = {" "}„{ $reason }”: „{ $words }”
deal-until = {" "}Do: { $until }.
deal-why-until = {" "}Do: { $until }. „{ $words }”
deal-why-fields = {" "}Zmieniono: { $fields }.
deal-change = { $old } → { $new }
deal-change-nothing = brak
deal-changed-since = Transakcję zmieniono po prośbie o Twoją decyzję. Poniżej są tylko zmiany; reszta jest taka jak przedtem.
deal-happened-on-behalf = Zgłoszenie w imieniu partnera: { $who }, { $at }.
deal-tandem = Tandem
deal-rejection-customer-taken = Tego klienta obsługuje już ktoś inny
deal-rejection-duplicate = Ta sama transakcja jest już zgłoszona
deal-rejection-not-qualified = To jeszcze nie jest potwierdzona szansa sprzedaży
deal-rejection-not-eligible = Poza programem partnerskim
deal-rejection-incomplete = Brakuje informacji
deal-rejection-other = Inny powód

## Karty

deal-headline = **{ $customer }** · { $amount }
deal-conflict = { $conflict ->
    [none] Bez konfliktu
    [possible] Być może konflikt
    [own] Powtórzenie
    [territory] Poza terytorium
    [named] Klient kluczowy
    [customer] Nasz własny klient
   *[other] Konflikt
}
deal-conflict-look = Menedżer sprawdzi, czy z tym klientem nie pracuje już ktoś inny.
deal-conflict-protected = Ten klient jest chroniony do { $until }. Menedżer to sprawdzi.
deal-fact-ref = Numer
deal-fact-state = Stan
deal-fact-decider = Decyduje
deal-fact-answer-by = Odpowiedź najpóźniej
deal-fact-protected-until = Chroniona do
deal-fact-stage = Etap
deal-fact-filed = Zgłoszenie
deal-filed-for = { $who } ({ $vendor }), w imieniu partnera { $partner }
deal-fact-partner = Partner
deal-fact-territory = Poza terytorium
deal-territory = { $country } nie należy do regionu { $region }, w którym sprzedaje ten partner.
deal-fact-rival = { $conflict ->
    [none] To inny klient
    [possible] Być może konflikt
    [own] Powtórzenie
    [named] Klient kluczowy
    [customer] Nasz własny klient
   *[other] Konflikt
}
deal-rival = { $ref }, { $partner }, { $state ->
    [approved] zatwierdzona
    [information-asked] potrzebne informacje
   *[submitted] czeka na decyzję
}: „{ $customer }”, { $evidence ->
    [name] ta sama nazwa
    [site] ta sama strona internetowa
    [said] według menedżera to ten sam klient
    [nearly] prawie ta sama nazwa
    [apart] według menedżera to inny klient
   *[perhaps] podobna nazwa
}; od: { $since }
deal-rival-listed = { $conflict ->
    [named] Klient kluczowy
   *[customer] Nasz własny klient
} „{ $customer }”, { $evidence ->
    [name] ta sama nazwa
    [site] ta sama strona internetowa
    [said] według menedżera to ten sam klient
    [nearly] prawie ta sama nazwa
    [apart] według menedżera to inny klient
   *[perhaps] podobna nazwa
}; na naszej liście od: { $since }, opiekun: { $owner }
deal-receipt-title = { $state ->
    [submitted] Mamy zgłoszenie { $ref }
    [information-asked] { $ref }: potrzebne informacje
    [approved] Transakcja { $ref } zatwierdzona
    [rejected] Transakcja { $ref } odrzucona
    [withdrawn] Transakcja { $ref } wycofana
    [expired] Transakcja { $ref } wygasła
    [won] Transakcja { $ref } wygrana
    [lost] Transakcja { $ref } przegrana
   *[other] { $ref }
}
deal-receipt-summary = { $state ->
    [submitted] Zgłoszenie { $ref } (klient: { $customer }) czeka na decyzję.
    [information-asked] Do zgłoszenia { $ref } (klient: { $customer }) potrzebne są informacje.
    [approved] Transakcja { $ref } (klient: { $customer }) jest zatwierdzona.
    [rejected] Transakcja { $ref } (klient: { $customer }) jest odrzucona.
    [withdrawn] Transakcja { $ref } (klient: { $customer }) jest wycofana.
    [expired] Ochrona transakcji { $ref } (klient: { $customer }) wygasła.
    [won] Transakcja { $ref } (klient: { $customer }) jest wygrana.
    [lost] Transakcja { $ref } (klient: { $customer }) jest przegrana.
   *[other] { $customer } ({ $ref })
}
deal-receipt-promise = Decyzję podejmie { $deciders }, najpóźniej { $by }.
deal-receipt-no-decider = Szukamy menedżera, który podejmie decyzję; administratorzy już o tym wiedzą.
deal-decided-title = { $state ->
    [approved] Zatwierdzono: { $customer }
   *[rejected] Odrzucono: { $customer }
}
deal-decided-summary = { $state ->
    [approved] Twoja transakcja { $ref } (klient: { $customer }) jest zatwierdzona.
   *[rejected] Twoja transakcja { $ref } (klient: { $customer }) jest odrzucona.
}
deal-question-title = { $open ->
    [information-asked] Pytanie o transakcję: { $customer }
   *[other] Pytanie zamknięte: { $customer }
}
deal-question-summary = Menedżer ma pytanie o transakcję { $ref } (klient: { $customer }).
deal-question-reply = Można też po prostu odpowiedzieć na tę wiadomość.
deal-answered-title = Jest odpowiedź: { $customer }
deal-answered-summary = Jest odpowiedź na Twoje pytanie o transakcję { $ref } (klient: { $customer }).
deal-undecidable-title = Transakcja bez decydenta
deal-undecidable-words = { $ref } ({ $partner }) czeka, a osób uprawnionych do decyzji, z którymi można się skontaktować, jest za mało. Poproś osoby z tą rolą o połączenie konta albo nadaj komuś tę rolę.
deal-expired-title = Koniec ochrony: { $customer }
deal-expired-summary = Ochrona transakcji { $ref } (klient: { $customer }) wygasła.
deal-expiring-title = Wkrótce koniec ochrony: { $customer }
deal-expiring-summary = Ochrona transakcji { $ref } (klient: { $customer }) kończy się: { $until }.
deal-expiring-do = Daj znać, co z tą transakcją: przedłuż ochronę, zmień jej etap, oznacz ją jako wygraną lub przegraną albo ją wycofaj. Po tym dniu klienta może dostać ktoś inny.
deal-detail-title = { $ref } · { $customer }
deal-request-lead = { $partner } · { $tier } · { $conflict ->
    [none] Bez konfliktu
    [possible] Być może konflikt
    [own] Powtórzenie
    [territory] Poza terytorium
    [named] Klient kluczowy
    [customer] Nasz własny klient
   *[other] Konflikt
}
deals-title = Moje transakcje
deals-title-all = Transakcje
deals-none = Nie ma jeszcze żadnych transakcji.
deals-count = { $count ->
    [0] Brak transakcji
    [one] { $count } transakcja
    [few] { $count } transakcje
    [many] { $count } transakcji
   *[other] { $count } transakcji
}
deal-row = { $ref } · { $state ->
    [submitted] Czeka na decyzję
    [information-asked] Potrzebne informacje
    [approved] Zatwierdzona
    [rejected] Odrzucona
    [withdrawn] Wycofana
    [expired] Wygasła
    [won] Wygrana
    [lost] Przegrana
   *[other] Stan nieznany
} · { $at }
deal-draft-title = Wersja robocza: { $customer }
deal-draft-unnamed = Wersja robocza bez klienta
deal-draft-detail = Jeszcze nie wysłano
deal-draft-continue = Dokończ

## Co można zrobić

deal-history = Historia
deal-history-title = Historia { $ref } · { $customer }
deal-history-count = { $count ->
    [one] { $count } wpis, od najnowszego
    [few] { $count } wpisy, od najnowszego
   *[many] { $count } wpisów, od najnowszego
}
deal-history-entry = { $entry ->
    [submit] Zgłoszenie
    [on-behalf] Zgłoszenie w imieniu partnera
    [edit] Edycja
    [ask] Pytanie
    [answer] Odpowiedź
    [approve] Decyzja: zatwierdzono
    [reject] Decyzja: odrzucono
    [withdraw] Wycofanie
    [expire] Koniec ochrony
    [win] Wynik: wygrana
    [lose] Wynik: przegrana
    [move] Zmiana etapu
    [appeal] Odwołanie
    [ask-time] Prośba o dłuższą ochronę
    [extend] Przedłużenie ochrony
    [keep-time] Decyzja: bez przedłużenia
    [remind] Przypomnienie
    [escalate] Prośba o decyzję do kolejnej osoby
    [asked] Prośba o decyzję
    [automatic] Zatwierdzono automatycznie na podstawie reguły programu
    [vote-approved] Głos za zatwierdzeniem
    [vote-rejected] Głos za odrzuceniem
    [same-customer] Uznano za tego samego klienta
    [not-same-customer] Uznano za różnych klientów
    [customers-unsaid] Wycofano ocenę klientów
   *[other] Zapis: { $entry }
}
deal-history-line = { $who }, { $at }.
deal-history-asked = { $names }, { $at }.
deal-open = Otwórz
deal-edit = Edytuj
deal-answer = Odpowiedz
deal-withdraw = Wycofaj
deal-stage = Etap
deal-extend = Przedłuż
deal-won = Wygrana
deal-lost = Przegrana
deal-won-sure = Oznaczyć transakcję (klient: { $customer }) jako wygraną? Tego nie da się cofnąć.
deal-lost-sure = Oznaczyć transakcję (klient: { $customer }) jako przegraną? Tego nie da się cofnąć.
deal-withdraw-title = Wycofaj transakcję
deal-withdraw-sure = Transakcja { $ref } (klient: { $customer }) zostanie wycofana, a jej ochrona się skończy. Tego nie da się cofnąć.
deal-withdraw-why = Dlaczego (opcjonalnie)
deal-answer-title = Odpowiedz
deal-answer-label = Twoja odpowiedź
deal-answer-send = Wyślij
deal-stage-title = Etap transakcji
deal-not-now = Teraz nie jest to możliwe. Stan transakcji: { $state ->
    [submitted] czeka na decyzję
    [information-asked] potrzebne informacje
    [approved] zatwierdzona
    [rejected] odrzucona
    [withdrawn] wycofana
    [expired] wygasła
    [won] wygrana
    [lost] przegrana
   *[other] wersja robocza
}.
deal-being-decided = Ktoś właśnie rozpatruje tę transakcję. Spróbuj ponownie za kilka minut.
deal-changed = W międzyczasie transakcja się zmieniła. Sprawdź ją poniżej i wyślij ponownie.
deal-capacity-reached = Nie zatwierdzono: liczba chronionych transakcji partnera { $partner } osiągnęła limit jego poziomu ({ $limit }). Zgłoszenie nadal czeka. Zdecyduj ponownie, gdy któraś z nich zostanie zamknięta, albo je odrzuć.
deal-full-title = Brak wolnej ochrony
deal-full = Jeszcze nie wysłano, zapisano jako wersję roboczą: liczba chronionych transakcji partnera { $partner } osiągnęła limit jego poziomu ({ $limit }). Zamknij lub wycofaj jedną z zakończonych, a potem dokończ zgłoszenie.
deal-full-row = { $ref }, chroniona do { $until }
deal-protected-already = Nie zatwierdzono: ten klient i produkt są już chronione dla { $ref } ({ $partner }), od: { $since }, do: { $until }. Zgłoszenie nadal czeka. Odrzuć je, poproś o informacje albo zdecyduj ponownie, gdy tamta ochrona się skończy.
deal-ref-missing = O którą transakcję chodzi? Wpisz jej numer, na przykład `/deal D-7K3QX`.
partner-unknown = Twojej firmy nie ma już w programie partnerskim. Zapytaj swojego opiekuna.
deal-happened-automatic = Zatwierdzono automatycznie na podstawie reguły programu, { $at }

deal-request-lead-lapsed = { $lead } · Certyfikat wygasł
deal-request-lapsed = Certyfikat osoby zgłaszającej na produkt { $product } wygasł: { $day }.

## Certyfikat, który wygasł

deal-form-lapsed = Twój certyfikat na produkt { $product } wygasł: { $day }. Po wysłaniu formularza odnowisz go jednym przyciskiem.
deal-form-blocked = Twój certyfikat na produkt { $product } wygasł: { $day }. Do czasu odnowienia go w `/training` nie można zgłaszać transakcji na ten produkt.
deal-lapsed = Twój certyfikat na produkt { $product } wygasł: { $day }. Odnowisz go jednym przyciskiem.
deal-lapsed-grace = Twój certyfikat na produkt { $product } wygasł: { $day }. Bez odnowienia zgłaszanie transakcji na ten produkt będzie zablokowane od: { $since }.
deal-lapsed-title = Najpierw trzeba odnowić certyfikat
deal-lapsed-blocked = Twój certyfikat na produkt { $product } wygasł: { $day }. Nic nie zostało zgłoszone, a wpisane dane zachowamy przez siedem dni.
deal-certificate-ended = Twój certyfikat na produkt { $product } wygasł: { $day }. Odnów go w `/training` albo pozostaw dotychczasowy produkt.
