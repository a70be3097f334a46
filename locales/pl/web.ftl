## The page around the two chats

web-product = Tandem
web-people = Kim jesteś
web-chat = Twój czat
web-beside = Druga strona
web-change = Zmień
web-swap = Zamień strony
web-composer = Napisz do Tandema
web-send = Wyślij
web-file = Importuj plik
web-send-file = Wyślij plik
web-quick = Szybkie działania
web-you = Ty
web-nothing = Na razie nic tu nie ma. Wiadomości dla tej osoby pojawią się tu od razu.
web-welcome = Witamy w Tandemie
web-welcome-text = Zgłaszanie transakcji i decyzje w jednym czacie. To, co zrobisz po tej stronie, od razu widać po drugiej.
web-refresh = Sprawdź, co nowego
web-close = Zamknij formularz
web-news = Nowe
web-skip = Przejdź do pola wiadomości
web-stranger = poza programem
web-somebody = Ktoś nowy
web-role = { $role }, { $city }

## What a card's icon says

web-tone-good = Gotowe
web-tone-warning = Uwaga
web-tone-bad = Odmowa
web-tone-waiting = Oczekuje

## Forms

web-required = Pole wymagane
web-errors = Sprawdź te pola
web-choose = Wybierz…

## A page from before the last start

web-stale = Ta strona jest nieaktualna, więc nic nie zostało zrobione. Otwórz ją ponownie i powtórz to, co chcesz zrobić.
web-again = Otwórz stronę ponownie
