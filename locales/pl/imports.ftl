## Co zrobiłby upuszczony plik

import-kind-people = Osoby
import-kind-customers = Klienci i klienci kluczowi
import-kind-channels = Kanały partnerów
import-kind-courses = Szkolenia
import-kind-sessions = Terminy szkoleń
import-kind-rules = Reguły szkoleń
import-kind-attendance = Obecność na szkoleniach
import-kind-trainers = Prowadzący szkolenia
import-title = Import: { $name }
import-read = { $count ->
    [one] Plik ma { $count } wiersz z danymi. Na razie nic się nie zmieniło.
    [few] Plik ma { $count } wiersze z danymi. Na razie nic się nie zmieniło.
    [many] Plik ma { $count } wierszy z danymi. Na razie nic się nie zmieniło.
   *[other] Plik ma { $count } wiersza z danymi. Na razie nic się nie zmieniło.
}
import-all-wrong = { $count ->
    [one] Plik ma { $count } wiersz z danymi i w tej postaci nie da się go zaimportować.
    [few] Plik ma { $count } wiersze z danymi i żadnego nie da się w tej postaci zaimportować.
    [many] Plik ma { $count } wierszy z danymi i żadnego nie da się w tej postaci zaimportować.
   *[other] Plik ma { $count } wiersza z danymi i żadnego nie da się w tej postaci zaimportować.
}
import-broken = Tego pliku nie da się odczytać do końca, więc nic z niego nie zostanie zaimportowane.
import-changed = Od ostatniego sprawdzenia coś się zmieniło, więc nic nie zostało wprowadzone. Teraz stałoby się to:
import-code-page = Ten plik nie jest w Unicode; został odczytany jako Windows-{ $page }. Jeśli litery wyglądają źle, zapisz go jako „CSV UTF-8” i upuść ponownie.
import-added = Nowe
import-altered = Zmiany
import-refused = Błędne
import-same = Bez zmian
import-lines = { $count ->
    [one] { $count } wiersz
    [few] { $count } wiersze
    [many] { $count } wierszy
   *[other] { $count } wiersza
}
import-line = Wiersz { $line }
import-line-of = Wiersz { $line }: { $name }
import-would-add = zostanie dodany
import-would-change = zmieni się: { $columns }
import-left = { $count ->
    [one] i jeszcze { $count } wiersz
    [few] i jeszcze { $count } wiersze
    [many] i jeszcze { $count } wierszy
   *[other] i jeszcze { $count } wiersza
}
import-apply = Zastosuj
import-apply-sure = { $count ->
    [one] Zaimportujemy { $count } wiersz. Nie da się tego cofnąć przyciskiem.
    [few] Zaimportujemy { $count } wiersze. Nie da się tego cofnąć przyciskiem.
    [many] Zaimportujemy { $count } wierszy. Nie da się tego cofnąć przyciskiem.
   *[other] Zaimportujemy { $count } wiersza. Nie da się tego cofnąć przyciskiem.
}
import-apply-rest = Zastosuj poprawne
import-apply-rest-sure = { $count ->
    [one] { $count } wiersz jest błędny i zostanie pominięty.
    [few] { $count } wiersze są błędne i zostaną pominięte.
    [many] { $count } wierszy jest błędnych i zostanie pominiętych.
   *[other] { $count } wiersza jest błędne i zostanie pominięte.
}
import-discard = Odrzuć plik

## Co się z nim stało

import-nothing = { $count ->
    [0] Pod nagłówkiem nie ma ani jednego wiersza, więc nie ma nic do zrobienia.
    [one] { $count } wiersz, a wszystko już się zgadza: nie ma nic do zrobienia.
    [few] { $count } wiersze, a wszystko już się zgadza: nie ma nic do zrobienia.
    [many] { $count } wierszy, a wszystko już się zgadza: nie ma nic do zrobienia.
   *[other] { $count } wiersza, a wszystko już się zgadza: nie ma nic do zrobienia.
}
import-applied = Zastosowano: { $at }
import-discarded = Plik odrzucony. Nic się nie zmieniło.
import-replaced = Ten plik został zastąpiony nowszym. Nic z niego nie zostało zastosowane.
import-expired = Ten plik był przechowywany przez dobę i został usunięty. Aby go zaimportować, upuść go ponownie.

## Co można zaimportować

import-unknown-title = Co to za plik?
import-unknown = Zawartość pliku rozpoznaję po pierwszym wierszu, a tego nie znam. Możesz zaimportować:
import-kind = **{ $kind }**: pierwszy wiersz to nazwy kolumn w dowolnej kolejności, a pod nim po jednym wierszu danych.
import-template = `{ $row }`
import-missing = Brakuje kolumn: `{ $columns }`
import-excess = Nie znam tych kolumn: `{ $columns }`
import-paste = Wklej wiersze
import-form-title = Import wierszy
import-form-submit = Sprawdź
import-form-intro = Zanim cokolwiek się zmieni, zobaczysz, co się stanie. Możesz też upuścić plik CSV na czacie prywatnym ze mną.
import-form-lines = Wiersze
import-form-hint = Skopiuj je z arkusza albo z pliku CSV, zaczynając od wiersza z nazwami kolumn.

## Pliki, których nie czytamy

import-too-large = Ten plik jest większy niż 1 MiB. Podziel go albo użyj `tandem people import` w wierszu poleceń.
import-too-many-lines = Limit wierszy w pliku to { $limit }. Podziel go albo użyj `tandem people import` w wierszu poleceń.
import-workbook = To jest skoroszyt. W arkuszu wybierz „Zapisz jako” i „CSV UTF-8”, a potem upuść ten plik.
import-no-text = Tego pliku nie da się odczytać jako tekstu. W arkuszu wybierz „Zapisz jako” i „CSV UTF-8”, a potem upuść ten plik.
import-one-at-a-time = To kilka plików naraz. Upuszczaj je pojedynczo.
import-no-right-to-files = W tej przestrzeni nie mam prawa czytać plików. Napisz `/partner importuj` i wklej tam wiersze albo poproś administratora o zaimportowanie pliku.
import-not-fetched = Nie udało się pobrać tego pliku. Upuść go ponownie albo napisz `/partner importuj` i wklej tam wiersze.

## Co jest nie tak w wierszu

import-header = Pierwszy wiersz musi brzmieć: { $columns }
import-unreadable = Tego wiersza i dalszych nie da się odczytać jako CSV: cudzysłów jest niezamknięty lub w złym miejscu albo komórka jest za długa.
import-columns-count = Liczba kolumn to { $count }, a powinno ich być { $wanted }.
import-twice = To samo jest już w wierszu { $line }.
import-name = Potrzebna jest nazwa; liczba znaków od 1 do { $limit }.
import-formula = „{ $given }” byłoby w arkuszu formułą. Usuń znak z początku.
import-email = „{ $given }” nie jest adresem e-mail.
import-organisation = „{ $given }” nie jest organizacją z programu. Dozwolone: { $allowed }
import-role-missing = Potrzebna jest rola w organizacji { $organisation }. Dozwolone: { $allowed }
import-role = „{ $given }” nie jest rolą w organizacji { $organisation }. Dozwolone: { $allowed }
import-language = „{ $given }” nie jest językiem programu. Dozwolone: { $allowed }
import-zone = „{ $given }” nie jest strefą czasową. Zapisz ją na przykład tak: Europe/Warsaw.
import-looks-after = „{ $given }” nie może mieć opiekuna. Dozwolone: { $allowed }
import-looks-after-nothing = „{ $given }”: te role nikim się nie opiekują, więc zostaw tę komórkę pustą.
import-country = „{ $given }” nie jest krajem, w którym sprzedajecie. Dozwolone: { $allowed }
import-customer-kind = „{ $given }” nie jest rodzajem klienta. Dozwolone: { $allowed }
import-key = „{ $given }” nie jest poprawną krótką nazwą. Użyj małych liter, cyfr i łączników, najwyżej { $limit } znaków, na przykład sensor-basics.
import-option = „{ $given }” nie może być w kolumnie { $column }. Dozwolone: { $allowed }
import-number = „{ $given }” nie może być w kolumnie { $column }. Wpisz liczbę całkowitą od { $least } do { $most }.
import-day = „{ $given }” nie jest datą. Zapisz ją na przykład tak: 2027-03-04.
import-time = „{ $given }” nie jest godziną. Zapisz ją na przykład tak: 09:30.
import-link = „{ $given }” nie jest linkiem. Link musi zaczynać się od https:// i mieć najwyżej { $limit } znaków.
import-owner = „{ $given }” nie jest ani regionem, ani adresem kogoś z Waszej firmy. Regiony: { $allowed }
import-partner = „{ $given }” nie jest partnerem. Dozwolone: { $allowed }
attendance-session = Nie ma terminu „{ $given }” albo został odwołany. Podaj szkolenie i termin tak jak w zaimportowanych plikach.
attendance-nobody = Nikt tutaj nie ma adresu „{ $given }” albo ma go więcej niż jedna osoba.
training-no-trainer = Nikt z pracowników producenta nie ma adresu „{ $given }”.
