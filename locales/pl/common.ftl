## Mówione wszędzie

more = Pokaż więcej
show-all = Pokaż całość
card-rest = Dalsza część, według stanu na teraz.
cancel = Anuluj
close = Zamknij
help = Pomoc
days = { $count ->
    [one] { $count } dzień
    [few] { $count } dni
    [many] { $count } dni
   *[other] { $count } dnia
}

problem-title = Nie udało się
sorry-title = Coś się u nas zepsuło
sorry = Przepraszamy, to nasz błąd, nie Twój; mamy już jego zapis. Jeśli błąd się powtórzy, podaj opiekunowi ten numer: `{ $reference }`
sorry-kept = Przepraszamy, to nasz błąd, nie Twój; mamy już jego zapis. To, co było w wysłanym formularzu, zachowaliśmy jako wersję roboczą. Jeśli błąd się powtórzy, podaj opiekunowi ten numer: `{ $reference }`
no-database = Baza danych chwilowo nie odpowiada, więc nic nie zostało zrobione. Spróbuj ponownie za minutę.
sorry-typed = Oto, co zostało wpisane:
typed-restored = Przywrócono to, co wysłano ({ $at }), a czego nie udało się wtedy wykonać.
already-received = To już do nas dotarło; nic nie wykonało się dwa razy.
answered-once = Odpowiedź na to już padła. Zawierała dane poufne, których nigdzie nie przechowujemy; proszę poprosić jeszcze raz.
not-found = Nie ma tu niczego takiego albo nie masz do tego dostępu. Sprawdź numer albo napisz `/deal lista`.
not-allowed = Twoja rola na to nie pozwala. Napisz `/partner`, aby zobaczyć, co możesz zrobić.
stranger = Jeszcze Cię tu nie znam.
too-many-tries = Zbyt wiele prób. Spróbuj ponownie po { $until }.
too-much-at-once = To dużo naraz, więc nic jeszcze nie zostało zrobione. Spróbuj ponownie za { $seconds ->
    [one] { $seconds } sekundę
    [few] { $seconds } sekundy
   *[many] { $seconds } sekund
}.

waiting-title = Chwileczkę
waiting-words = To trwa trochę dłużej niż zwykle. Wynik pojawi się tutaj.
saving-title = Zapisywanie
saving-words = Mamy to i właśnie zapisujemy. Dostaniesz wiadomość, gdy wszystko będzie gotowe; to okno można już zamknąć.
answer-in-private = Odpowiedź jest w wiadomości prywatnej.
write-in-person = Tutaj nie mogę odpowiedzieć. Napisz do mnie na czacie prywatnym.
answer-waits = Tu czeka odpowiedź
answer-behind-button = Nie mogę napisać prywatnie. Naciśnij przycisk: odpowiedź zobaczy tylko osoba, która go naciśnie.
answer-open = Pokaż moją odpowiedź
open-form-here = Naciśnij przycisk, aby otworzyć formularz.
open-form = Otwórz formularz

closed-title = Już niedostępne
closed = Sprawa, która tu była, jest zakończona albo zajmuje się nią teraz ktoś inny.
renewed-title = Ta karta jest nieaktualna
renewed = Prośba, która tu była, jest w nowszej wiadomości.

## Pola

field-required = Wypełnij to pole.
field-too-long = Ten tekst jest za długi. Limit znaków: { $limit }.
field-not-an-option = Wybierz pozycję z listy.

## Pieniądze i daty tak, jak się je wpisuje

money-ambiguous = To może być { $first } albo { $second }. Wpisz kwotę bez separatora tysięcy albo ze wszystkimi miejscami po przecinku.
money-unreadable = Nie udało się odczytać kwoty. Wpisz ją na przykład tak: 12500 albo 12 500,00 EUR.
money-not-positive = Kwota musi być większa od zera.
money-too-precise = { $decimals ->
    [0] Kwota w walucie { $currency } nie ma miejsc po przecinku. Zaokrąglij ją.
    [one] Kwota w walucie { $currency } ma najwyżej { $decimals } miejsce po przecinku. Zaokrąglij ją.
    [few] Kwota w walucie { $currency } ma najwyżej { $decimals } miejsca po przecinku. Zaokrąglij ją.
    [many] Kwota w walucie { $currency } ma najwyżej { $decimals } miejsc po przecinku. Zaokrąglij ją.
   *[other] Kwota w walucie { $currency } ma najwyżej { $decimals } miejsca po przecinku. Zaokrąglij ją.
}
money-too-large = Ta kwota jest za duża. Najwyższa możliwa to { $limit }.
money-currency-not-allowed = Ten program nie przyjmuje waluty { $given }. Do wyboru: { $allowed }.
money-currency-missing = W jakiej walucie? Do wyboru: { $allowed }.
date-ambiguous = To może być { $first } albo { $second }. Wybierz dzień albo wpisz miesiąc słownie.
date-unreadable = Nie udało się odczytać daty. Wybierz dzień albo wpisz go na przykład tak: 31 marca 2027.
date-past = Ten dzień już minął: { $day }. Wybierz dzień, który dopiero nadejdzie.
date-too-far = To zbyt odległy dzień: { $day }. Najpóźniejszy możliwy to { $latest }.
time-unreadable = Nie udało się odczytać godziny. Wpisz ją na przykład tak: 22:00.
moment-ambiguous = To może być { $first } albo { $second }. Doprecyzuj to, na przykład: 17:00 albo o 5 rano.
moment-past = Ten czas już minął: { $given }. Podaj późniejszy.
moment-unreadable = Nie udało się odczytać dnia i godziny. Wpisz je na przykład tak: jutro o 9:00, piątek 14:30 albo za 2 godziny.
moment-without-hour = Dzień jest zrozumiały: { $day }, ale godzina nie. Wpisz jedno i drugie, na przykład: jutro o 9:00.
time-ambiguous = To może być { $first } albo { $second }. Doprecyzuj to, na przykład: 17:00 albo 5 rano.
zone-unknown = Nie ma takiej strefy czasowej. Zacznij wpisywać nazwę dużego miasta w pobliżu, na przykład Warszawa.

platform-slack = Slack
platform-teams = Microsoft Teams
platform-web = Przeglądarka
signed-for = { $who } (w zastępstwie: { $whom })
