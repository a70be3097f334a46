## Announcements: writing

announcement-form-title = Ogłoszenie
announcement-form-save = Zapisz
announcement-title-in = Tytuł ({ $language })
announcement-body-in = Treść ({ $language })
announcement-body-hint = Najwyżej { $limit } znaków, tytuł { $title }. Jeśli nie piszesz w tym języku, zostaw oba pola puste.
announcement-marks = W treści można pisać { $bold } (pogrubienie), { $italic } (kursywa) i { $code } (kod).
announcement-marks-links = W treści można pisać { $bold } (pogrubienie), { $italic } (kursywa), { $code } (kod) i { $link } (link). Linki mogą prowadzić do { $domains }.
announcement-of = Ogłoszenie { $ref }
announcement-state = Stan
announcement-state-is = { $stands ->
    [draft] Wersja robocza
    [waiting] Czeka, aż wyśle je ktoś inny
    [scheduled] Zostanie wysłane
    [sending] W trakcie wysyłania
    [paused] Wstrzymane
    [cancelled] Anulowane
    [sent] Wysłane
   *[retracted] Wycofane
}
announcement-languages = Wersje językowe
announcement-changed-at = Zmieniono
announcement-missing-blocks = Jeszcze nie napisano: { $languages }. Nie można wysłać do nikogo, kto czyta w tych językach.
announcement-missing-falls-back = Nie napisano: { $languages }. Kto czyta w tych językach, dostanie ogłoszenie w innym.
announcement-edit = Edytuj
announcement-preview = Podgląd
announcement-test = Wyślij do siebie
announcement-duplicate = Powiel
announcement-new = Nowe ogłoszenie
announcement-open = Otwórz
announcement-back = Wróć do ogłoszenia
announcement-tested = Kopia jest w drodze do Ciebie: taka, jaką dostaną odbiorcy.
announcement-preview-of = Podgląd { $ref }, { $language }. Widzisz go tylko Ty.
shown-as-written = { $platforms }: wszystko będzie widać tak, jak napisano, w każdym języku.
shown-otherwise = { $loss ->
    [title] { $platform }: tytuł jest ucięty na końcu ({ $languages }).
    [text] { $platform }: jeden z akapitów jest ucięty na końcu ({ $languages }).
    [label] { $platform }: napis na przycisku jest ucięty na końcu ({ $languages }).
    [later] { $platform }: koniec widać dopiero po naciśnięciu przycisku ({ $languages }).
    [still] { $platform }: ruchomy obraz się nie porusza ({ $languages }).
   *[code] { $platform }: kod wygląda jak reszta tekstu ({ $languages }).
}
announcements-title = Moje ogłoszenia
announcements-none = Nie masz jeszcze żadnych ogłoszeń.
announcements-count = { $count ->
    [one] { $count } ogłoszenie, od ostatnio zmienionego.
    [few] { $count } ogłoszenia, od ostatnio zmienionego.
    [many] { $count } ogłoszeń, od ostatnio zmienionego.
   *[other] { $count } ogłoszenia, od ostatnio zmienionego.
}
announcement-row = { $ref }. { $stands ->
    [draft] Wersja robocza
    [waiting] Czeka, aż wyśle je ktoś inny
    [scheduled] Zostanie wysłane
    [sending] W trakcie wysyłania
    [paused] Wstrzymane
    [cancelled] Anulowane
    [sent] Wysłane
   *[retracted] Wycofane
}, zmieniono { $at }

announcement-picture = Obraz
announcement-picture-note = Bez adresu nie ma obrazu. PNG, JPEG lub GIF, dla Teams najwyżej 1 MB i 1024 × 1024 piksele. Wyślij ogłoszenie do siebie, aby sprawdzić, czy obraz da się pobrać.
announcement-picture-is = Obraz: { $url }
announcement-alt-in = Co przedstawia, słowami ({ $language })
announcement-address = Adres
announcement-address-hint = Zaczyna się od https:// i prowadzi do { $domains }.
announcement-link-add = Dodaj przycisk
announcement-link-note = Przycisk prowadzi pod adres. Może ich być pięć.
announcement-link-remove = Usuń
announcement-opens-add = Dokument lub szkolenie
announcement-opens = Otwiera
announcement-opens-document = dokument
announcement-opens-training = szkolenie
announcement-opens-target = Które
announcement-opens-target-hint = Część nazwy dokumentu lub szkolenia albo numer, np. F-7K3QX.
announcement-opens-note = Każdy otwiera to ze swoimi uprawnieniami: kto nie ma dostępu, przeczyta tylko to i nic więcej.
announcement-act-document = Otwórz dokument
announcement-act-training = Zobacz terminy i zapisz się
announcement-label-in = Napis na przycisku ({ $language })

## For whom, and when

announcement-next = Dalej: dla kogo
announcement-who = Dla kogo
announcement-who-title = Dla kogo
announcement-who-next = Dalej
announcement-who-to = Wyślij do
announcement-to-channels = Kanały partnerów
announcement-to-people = Osoby u partnerów
announcement-who-partners = Partnerzy
announcement-who-tiers = Poziomy
announcement-who-regions = Regiony
announcement-who-countries = Kraje
announcement-who-languages = Języki
announcement-who-types = Rodzaje partnerów
announcement-who-products = Produkty, które zgłaszali
announcement-who-activity = Aktywność
announcement-who-certificates = Ważne certyfikaty
announcement-who-several = Kilka nazw oddziel przecinkami; puste pole oznacza wszystkie.
announcement-who-none = Można wybrać kilka; brak wyboru oznacza wszystkie.
announcement-who-more = { $names } (i jeszcze { $more })
announcement-any = Wszystkie
announcement-activity-active-30 = Zgłosili transakcję w ostatnich 30 dniach
announcement-activity-active-90 = Zgłosili transakcję w ostatnich 90 dniach
announcement-activity-idle-90 = Nie zgłosili żadnej od 90 dni
announcement-activity-idle-180 = Nie zgłosili żadnej od 180 dni
announcement-when = Kiedy
announcement-when-title = Kiedy
announcement-when-save = Dalej
announcement-when-way = Kiedy ma wyjść?
announcement-when-now = Od razu po wysłaniu
announcement-when-at = W jednej chwili, tej samej dla wszystkich
announcement-when-morning = O 09:00 według zegara każdego odbiorcy
announcement-when-day = Dzień
announcement-when-day-hint = Przy 09:00 według zegara odbiorcy: dzień; puste pole oznacza najbliższy ranek.
announcement-when-moment = Godzina albo chwila
announcement-when-moment-hint = „14:30” w dniu powyżej albo samo „jutro o 9”. Twój zegar: { $place }.
announcement-when-urgent = Dlaczego nie może czekać
announcement-when-urgent-hint = Tylko jeśli ma wyjść także w godzinach ciszy i w dni wolne.
announcement-goes = Wysyłka
announcement-goes-now = Od razu po wysłaniu
announcement-goes-morning = O 09:00 według zegara każdego odbiorcy
announcement-goes-morning-of = O 09:00 według zegara każdego odbiorcy, { $day }; gdzie ta godzina już minie przed wysłaniem, następnego dnia
announcement-urgent = Pilne

## Whom it reaches

announcement-reachable = Dotrze do
announcement-deferred = Dotrze później, w godzinach pracy
announcement-unreached = Nie dotrze do
announcement-samples = Na przykład: { $names }.
announcement-missed = Nie dotrze na przykład do: { $names }.
announcement-why-no-channel = { $count ->
    [one] { $count } partner nie ma powiązanego kanału.
    [few] { $count } partnerzy nie mają powiązanego kanału.
    [many] { $count } partnerów nie ma powiązanego kanału.
   *[other] { $count } partnera nie ma powiązanego kanału.
}
announcement-why-no-account = { $count ->
    [one] { $count } osoba nie połączyła jeszcze konta.
    [few] { $count } osoby nie połączyły jeszcze konta.
    [many] { $count } osób nie połączyło jeszcze konta.
   *[other] { $count } osoby nie połączyło jeszcze konta.
}
announcement-why-no-app = W przestrzeniach lub czatach, z których usunięto Tandem: { $count }.
announcement-why-no-address = U najemców Teams, od których nikt jeszcze nie napisał do Tandem: { $count }.
announcement-why-archived = { $count ->
    [one] { $count } kanał jest zarchiwizowany.
    [few] { $count } kanały są zarchiwizowane.
    [many] { $count } kanałów jest zarchiwizowanych.
   *[other] { $count } kanału jest zarchiwizowane.
}
announcement-why-deleted = Usunięte kanały: { $count }.
announcement-why-removed = Kanały, z których usunięto Tandem: { $count }.
announcement-why-unshared = Kanały, w których nie ma już partnera: { $count }.
announcement-why-others = Kanały, w których są osoby od innego partnera: { $count }.

## Sending

announcement-send = Wyślij
announcement-send-sure = Liczba odbiorców: { $count }. Przez 60 sekund można to cofnąć.
announcement-send-sure-later = Liczba odbiorców: { $count }. Wysyłka: { $at }. Niemal do tej chwili można to cofnąć.
announcement-look-again = Liczba odbiorców wynosi teraz { $count }, a nie tyle, ile było widać wcześniej. Nic nie wysłano: proszę sprawdzić jeszcze raz.
announcement-look-again-second = Liczba odbiorców wynosi teraz { $count }, a przy tej liczbie wysyła druga osoba. Nic nie wysłano: proszę sprawdzić jeszcze raz.
announcement-ask = Poproś o wysłanie
announcement-alone = Wyślij awaryjnie
announcement-alone-title = Sytuacja awaryjna
announcement-alone-lead = Zostanie wysłane bez drugiej osoby. Wszyscy administratorzy od razu się o tym dowiedzą i poznają powód.
announcement-alone-reason = Dlaczego nikt inny nie może wysłać
announcement-take-back = Cofnij
announcement-asked-title = Ogłoszenie { $ref }: { $title }
announcement-asked = { $who } prosi o wysłanie. Liczba odbiorców: { $count }.
announcement-was-sent = Ogłoszenie wysłano; przez 60 sekund można je cofnąć.
announcement-was-sent-for = Do { $at } można je cofnąć.
announcement-was-not-sent = Ogłoszenia nie wysłano; znów jest wersją roboczą.
announcement-was-back = Nikt go nie otrzymał: nie wyszło i znów jest wersją roboczą.
announcement-was-void = Osoba, która się na to zgodziła, nie może już tego robić. Pytamy inne osoby.
announcement-sent-alone-title = Ogłoszenie { $ref } wysłane awaryjnie
announcement-sent-alone = Wysyła bez drugiej osoby: { $who }.
announcement-undo-until = Przed { $until } nikt tego nie otrzyma. Do tej chwili możesz to cofnąć.
announcement-undecidable = Nie można teraz powiadomić nikogo, kto mógłby je wysłać lub zgodzić się na zmianę: jeszcze nie dołączyli albo Tandem do nich nie dociera. Ogłoszenie czeka. Poproś ich osobiście albo je cofnij; kto zostanie dyrektorem lub administratorem, zostanie poproszony od razu.
announcement-waits-no-more = Nie czeka już na nikogo.
announcement-withheld-title = Ogłoszenie { $ref } zostało wstrzymane
announcement-withheld = Autor: { $who }. Osoba, która je wysłała, nie ma już do tego prawa, więc czeka to, co jeszcze nie wyszło. Obejrzyj je i wznów albo anuluj.
announcement-given-back-title = Ogłoszenie { $ref } nie zostało wysłane
announcement-given-back-grown = Gdy nadszedł jego czas, trafiłoby do większej liczby odbiorców, niż zatwierdzono: do znacznie większej albo do takiej, przy której wysyła je druga osoba. Znów jest wersją roboczą: proszę sprawdzić, do kogo teraz dotrze, i wysłać je ponownie.
announcement-grown = Od tego czasu doszli: { $names }.
announcement-grown-more = { $more ->
    [one] Od tego czasu doszli: { $names } oraz odbiorcy u { $more } kolejnego partnera.
    [few] Od tego czasu doszli: { $names } oraz odbiorcy u { $more } kolejnych partnerów.
    [many] Od tego czasu doszli: { $names } oraz odbiorcy u { $more } kolejnych partnerów.
   *[other] Od tego czasu doszli: { $names } oraz odbiorcy u { $more } kolejnego partnera.
}
announcement-given-back-left = Osoba, która je napisała ({ $who }), nie może już wysyłać ogłoszeń. Znów jest wersją roboczą i nikt go nie otrzymał. Kto ma napisać zamiast niej, może utworzyć nowe poleceniem /announce.
announcement-given-back-nobody = Gdy nadszedł czas wysyłki, nie było już nikogo, do kogo by dotarło. Znów jest wersją roboczą: proszę wybrać odbiorców i wysłać je ponownie.
announcement-given-back-language = Gdy nadszedł czas wysyłki, część odbiorców czytała w języku, w którym ogłoszenie nie jest napisane, a program nie pozwala wtedy nic wysłać. Znów jest wersją roboczą: proszę dopisać ten język i wysłać je ponownie.
announcement-given-back-sender = Osoba, która je wysłała lub się na to zgodziła, nie może już tego robić, a okazało się to dopiero, gdy nadszedł czas wysyłki. Znów jest wersją roboczą: proszę wybrać termin i wysłać je ponownie.
announcement-given-back-link = Gdy nadszedł czas wysyłki, odnośnik, przycisk lub obraz prowadził do domeny, której program już nie wymienia. Ogłoszenie znów jest wersją roboczą: proszę je zmienić i wysłać ponownie.
announcement-given-back-opens = Gdy nadszedł czas wysyłki, dokument lub szkolenie, które otwiera jeden z przycisków, nie było już dostępne. Ogłoszenie znów jest wersją roboczą: proszę usunąć przycisk i wysłać je ponownie.
announcement-asked-again-title = Ogłoszenie { $ref } znów czeka
announcement-asked-again = Miało zostać wysłane później. Osoba, która je wysłała lub się na to zgodziła, nie może już tego robić, dlatego samo nie wyjdzie: pytamy teraz inne osoby i zostanie wysłane w swoim czasie, jeśli jedna z nich wyśle je wcześniej. Można je cofnąć.
announcement-shrunk = Mniej niż w chwili zgody: { $names }.
announcement-shrunk-more = { $more ->
    [one] Mniej niż w chwili zgody: { $names } oraz u { $more } kolejnego partnera.
    [few] Mniej niż w chwili zgody: { $names } oraz u { $more } kolejnych partnerów.
    [many] Mniej niż w chwili zgody: { $names } oraz u { $more } kolejnych partnerów.
   *[other] Mniej niż w chwili zgody: { $names } oraz u { $more } kolejnego partnera.
}
announcement-titled = Tytuł

## Refusals

announcement-way = Niżej podano dzień lub godzinę, a przy tym wyborze nie mają one znaczenia. Wybierz „W jednej chwili, tej samej dla wszystkich” albo wyczyść pole.
announcement-moment-past = Chwila, w której miało zostać wysłane ({ $given }), już minęła. Autor musi wybrać inną.
announcement-day-past = Poranek, w którym miało zostać wysłane ({ $day }), już minął. Autor musi wybrać inny.
announcement-empty = Napisz tytuł i treść przynajmniej w jednym języku.
announcement-too-long = Liczba znaków: { $count }, a może ich być najwyżej { $limit }. Skróć tekst.
announcement-link = Adres { $given } nie jest tu dozwolony: linki mogą prowadzić tylko do { $allowed } i muszą zaczynać się od https.
announcement-no-links = Adres { $given } nie jest tu dozwolony: program nie wskazuje żadnych domen, do których mogą prowadzić linki. Może to zrobić administrator.
announcement-changed = Ogłoszenie zmieniono w międzyczasie. Zobacz, jak wygląda teraz (/announce list), i spróbuj ponownie.
announcement-grown-since = Liczba odbiorców wynosi teraz { $count }, a prośba dotyczyła { $asked }. Nic nie wysłano. Proszę ją odrzucić albo poprosić osobę, od której pochodzi, żeby ją cofnęła, sprawdziła odbiorców i poprosiła ponownie.
announcement-not-now = Z tym ogłoszeniem nie można już tego zrobić. Otwórz je (/announce list), aby zobaczyć jego stan.
announcement-unknown-name = Nie znamy tu nazwy „{ $given }”. Sprawdź pisownię; kilka nazw oddziel przecinkami.
announcement-nobody = W tej postaci do nikogo nie dotrze. Zmień, dla kogo jest.
announcement-nobody-to-send = Odbiorców jest wielu, a nie ma innego dyrektora ani administratora, który mógłby je wysłać i którego można powiadomić. Wyślij do mniejszej liczby odbiorców.
announcement-language = Część odbiorców czyta w języku, w którym ogłoszenia nie napisano: { $languages }. Dopisz je albo zmień, dla kogo jest.
announcement-words = Napisz, co ma na nim być, przynajmniej w jednym języku.
announcement-picture-type = Slack i Teams nie pokazują obrazów typu { $given }. Podaj adres pliku PNG, JPEG lub GIF.
announcement-alt-missing = Opisz słowami, co przedstawia obraz, przynajmniej w jednym języku: nie wszyscy go widzą.
announcement-buttons = Przycisków jest już { $limit }; najpierw usuń jeden z nich.
announcement-unknown-document = Nie ma dokumentu „{ $given }”, do którego masz dostęp. Znajdź go przez /docs.
announcement-unknown-course = Nie ma otwartego szkolenia „{ $given }” albo kilka tak się nazywa. Wpisz jego klucz.
announcement-opens-nothing = To, co otwiera przycisk ({ $given }), nie jest już dostępne. Proszę usunąć przycisk albo wstawić inny, a potem wysłać ogłoszenie.
announcement-document-not-yours = Nie masz dostępu do tego dokumentu albo już go nie ma. Więcej powie osoba, która napisała ogłoszenie.
announcement-course-not-yours = To szkolenie nie jest dla Ciebie dostępne albo już go nie ma. Więcej powie osoba, która napisała ogłoszenie.
