## What one has to do

training-title = Szkolenia
training-to-do = { $count ->
    [one] Masz { $count } szkolenie do zrobienia.
    [few] Masz { $count } szkolenia do zrobienia.
    [many] Masz { $count } szkoleń do zrobienia.
   *[other] Masz { $count } szkolenia do zrobienia.
}
training-late = { $count ->
    [one] { $count } szkolenie jest po terminie.
    [few] { $count } szkolenia są po terminie.
    [many] { $count } szkoleń jest po terminie.
   *[other] { $count } szkolenia jest po terminie.
}
training-nothing = W tej chwili nie masz nic do zrobienia.
training-won = Ukończone:
training-calendar = Kalendarz
training-team = Zespół
training-mine = Moje szkolenia
training-choose = Wybierz termin
training-look = Zobacz
training-done = Zrobione
training-cannot = Nie mogę przyjść
training-register = Zapisz mnie
training-change = Zmień na ten

## How one stands with a course

training-open = Do zrobienia, bez ustalonego terminu
training-due = Do zrobienia do: { $day }
training-overdue = Termin minął: { $day }
training-seat = Masz miejsce: { $at }
training-moved-away = Spotkanie, na które masz miejsce, zostało odwołane. Wybierz inny termin.
training-offered = Możesz wziąć udział w tym szkoleniu.
training-valid = Ukończone; certyfikat jest bezterminowy.
training-valid-until = Ukończone; certyfikat jest ważny do: { $day }.
training-ended = Certyfikat wygasł: { $day }.

## A course

training-due-on = Termin
training-lasts = Czas trwania
training-led-by = Prowadzi
training-minutes = { $count } min
training-product = Produkt
training-mandatory = Obowiązkowe
training-yes = Tak
training-module = Otwórz moduł
training-meeting = Dołącz do spotkania
training-recording = Obejrzyj nagranie
training-sessions = Terminy według Twojego zegara:
training-no-session = Nie ma jeszcze wyznaczonego terminu.
training-is-full = Brak miejsc
training-seats = Wolne miejsca: { $count }

## What has just happened

training-registered = Masz zarezerwowane miejsce: { $at }. Plik do kalendarza przyjdzie osobno.
training-freed = Twoje miejsce jest teraz wolne dla kogoś innego.
training-won-now = Zrobione i zapisane.
training-full-now = Na to spotkanie nie ma już miejsc. Oto następne terminy.
training-full-none = Na to spotkanie nie ma już miejsc, a następnego jeszcze nie zaplanowano.

## The calendar

training-calendar-title = Kalendarz szkoleń
training-coming = { $count ->
    [one] Zaplanowano { $count } spotkanie.
    [few] Zaplanowano { $count } spotkania.
    [many] Zaplanowano { $count } spotkań.
   *[other] Zaplanowano { $count } spotkania.
}
training-no-sessions = W tej chwili nie ma zaplanowanych spotkań.
training-seats-at = { $at }. Wolne miejsca: { $count }
training-full-at = { $at }. Brak miejsc
training-yours-at = { $at }. Masz miejsce.
training-zone = Wszystkie godziny podano w czasie: { $place }.

## A team

training-team-of = Szkolenia: { $partner }
training-team-title = Szkolenia partnerów
training-partners = { $count ->
    [one] { $count } partner
    [few] { $count } partnerów
    [many] { $count } partnerów
   *[other] { $count } partnera
}
training-no-courses = Nie ma jeszcze żadnych szkoleń.
training-far = Do zrobienia: { $todo }, po terminie: { $late }. Certyfikaty: { $valid }, wkrótce wygasną: { $ending }.

## Reminders

training-again = Później
training-again-at = Przypomnę jeszcze raz: { $at }
training-comes = Zbliża się Twoje spotkanie: { $at }
training-soon = Twoje spotkanie wkrótce się zacznie: { $at }
training-is-due = Termin upływa z końcem dnia: { $day }.
training-ends = Twój certyfikat jest ważny do końca dnia: { $day }. Odnów go na czas.
training-moved = Twoje spotkanie zaczyna się: { $at }. Zmieniły się jego godzina, długość lub link albo mimo odwołania jednak się odbędzie.
training-cancelled = Twoje spotkanie zostało odwołane.
training-no-later = Zostało za mało czasu, by przypomnieć jeszcze raz. Zapisz się lub otwórz szkolenie teraz, na tej karcie.

## What was refused

training-changed = W międzyczasie ktoś inny to zmienił. Zajrzyj jeszcze raz do `/training`.
training-over = To spotkanie już się rozpoczęło albo zostało odwołane. `/training kalendarz` pokazuje, co jest zaplanowane.
training-not-yet = Można to oznaczyć jako zrobione dopiero po rozpoczęciu spotkania.
training-reminder-over = Przypomnienie wyszłoby za późno: to, czego dotyczy, już minęło, zostało ukończone, przełożone albo odwołane. Niczego nie wysłano.
training-no-course = Obecnie nie ma szkolenia dla tego produktu. Zapytaj swojego opiekuna.

## Odnawianie

training-renew = Odnów
training-renew-module = Otwórz moduł, a po jego ukończeniu naciśnij „Zrobione”.
training-renew-later = Szkolenie jest wśród Twoich zadań. Wybierz termin, gdy pojawi się taki z wolnym miejscem.

## Obecność

training-code-enter = Wpisz kod
training-code-title = Obecność na szkoleniu
training-code-submit = Wyślij
training-code-label = Kod
training-code-hint = Sześć liter i cyfr, które padają podczas szkolenia.
training-code-wrong = Ten kod nie pasuje teraz do żadnego szkolenia, w którym możesz uczestniczyć. Posłuchaj jeszcze raz: kod działa od kwadransa przed początkiem do pół godziny po zakończeniu.
training-attended = Obecność zapisana.
training-attendance = Obecność
training-attendance-lead = Terminy z ostatnich dwóch tygodni i do jutra:
training-attendance-none = W ostatnich dwóch tygodniach nie było szkoleń i do jutra żadnego nie będzie.
training-leads-none = Nie prowadzisz żadnego szkolenia w tych dniach. Obecność zaznacza osoba prowadząca albo ktoś, kto odpowiada za szkolenia.
training-session-at = { $at }
training-session-off = { $at }. Odwołane
training-there = Obecni
training-unmarked = Jeszcze nieoznaczeni
training-code-say = Podaj kod podczas szkolenia. Obecni wpisują `/training kod` i kod; działa od { $since } do { $until }.
training-absent = Brak obecności
training-absent-sure = Ta osoba straci miejsce w tym terminie. Przydzielone szkolenie nadal będzie do zrobienia.
training-all-there = Wszyscy byli obecni
training-all-there-sure = { $count ->
    [one] Szkolenie zostanie zaliczone { $count } osobie, z certyfikatem. Tego nie można cofnąć.
    [few] Szkolenie zostanie zaliczone { $count } osobom, z certyfikatem. Tego nie można cofnąć.
    [many] Szkolenie zostanie zaliczone { $count } osobom, z certyfikatem. Tego nie można cofnąć.
   *[other] Szkolenie zostanie zaliczone { $count } osoby, z certyfikatem. Tego nie można cofnąć.
}

## Certyfikaty, które wkrótce wygasną

training-lapsing = Wygasające certyfikaty
training-lapsing-count = { $count ->
    [0] W ciągu sześćdziesięciu dni nie wygaśnie żaden certyfikat.
    [one] { $count } certyfikat wygaśnie w ciągu sześćdziesięciu dni albo niedawno wygasł.
    [few] { $count } certyfikaty wygasną w ciągu sześćdziesięciu dni albo niedawno wygasły.
    [many] { $count } certyfikatów wygaśnie w ciągu sześćdziesięciu dni albo niedawno wygasło.
   *[other] { $count } certyfikatu wygaśnie w ciągu sześćdziesięciu dni albo niedawno wygasło.
}
training-lapsing-row = { $partner }: { $course }, ważny do: { $day }
training-remind-all = Przypomnij wszystkim
training-remind-sure = { $count ->
    [one] { $count } osoba dostanie jedną wiadomość, poza swoimi godzinami ciszy. O certyfikacie, o którym już przypominano, nie przypomnimy ponownie.
    [few] { $count } osoby dostaną po jednej wiadomości, poza swoimi godzinami ciszy. O certyfikacie, o którym już przypominano, nie przypomnimy ponownie.
    [many] { $count } osób dostanie po jednej wiadomości, poza swoimi godzinami ciszy. O certyfikacie, o którym już przypominano, nie przypomnimy ponownie.
   *[other] { $count } osoby dostanie po jednej wiadomości, poza swoimi godzinami ciszy. O certyfikacie, o którym już przypominano, nie przypomnimy ponownie.
}
training-reminded = Przypomniano teraz: { $count }. Przypomniano wcześniej: { $before }.
training-has-lapsed = Twój certyfikat wygasł: { $day }. Twój opiekun prosi o jego odnowienie.
training-lapses = Twój certyfikat jest ważny do: { $day }. Twój opiekun prosi o odnowienie go na czas.
training-holders = { $count ->
    [0] wymagany na tym poziomie; nikt go nie ma
    [one] wymagany na tym poziomie; ma go { $count } osoba
    [few] wymagany na tym poziomie; mają go { $count } osoby
    [many] wymagany na tym poziomie; ma go { $count } osób
   *[other] wymagany na tym poziomie; ma go { $count } osoby
}

## Pliki do kalendarza

training-file = Jako plik
training-file-about = Szkolenie programu { $programme }. „/training” pokazuje szczegóły i pozwala oddać miejsce.
training-no-seats = Nie masz miejsca w żadnym nadchodzącym terminie. `/training kalendarz` pokazuje, co jest planowane.

## Własne przypomnienia

training-own-title = Przypomnienie
training-own-understood = { $day }: { $at }. Czy o to chodzi?
training-own-about = O czym: { $what }
training-own-skipped = Tego dnia zegary przeskakują tę godzinę: będzie to pierwsza chwila po niej.
training-own-twice = Tego dnia zegary pokażą tę godzinę dwa razy: będzie to za pierwszym razem.
training-own-keep = Tak, przypomnij
training-own-drop = Niepotrzebne
training-own-kept = Przypomnimy: { $at }
training-own-now = Przypomnienie, o które prosisz: { $at }
training-own-hour = Za godzinę
training-own-day = Jutro
training-own-gone = To przypomnienie już się nie pojawi.
training-own-count = { $count ->
    [0] Nie masz żadnych przypomnień.
    [one] Masz { $count } przypomnienie.
    [few] Masz { $count } przypomnienia.
    [many] Masz { $count } przypomnień.
   *[other] Masz { $count } przypomnienia.
}
training-own-how = Wpisz na przykład `/training przypomnij piątek 9:00 o module 2`.
training-own-too-many = Czeka już tyle przypomnień: { $limit }. Pokazuje je `/training przypomnij`.
