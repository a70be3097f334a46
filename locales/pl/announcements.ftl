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
announcement-languages = Języki
announcement-changed-at = Zmieniono
announcement-missing-blocks = Jeszcze nie napisano: { $languages }. Bez tego nie można wysłać ogłoszenia.
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

## Refusals

announcement-empty = Napisz tytuł i treść przynajmniej w jednym języku.
announcement-too-long = Liczba znaków: { $count }, a może ich być najwyżej { $limit }. Skróć tekst.
announcement-link = Adres { $given } nie jest tu dozwolony: linki mogą prowadzić tylko do { $allowed } i muszą zaczynać się od https.
announcement-no-links = Adres { $given } nie jest tu dozwolony: program nie wskazuje żadnych domen, do których mogą prowadzić linki. Może to zrobić administrator.
announcement-changed = Ogłoszenie zmieniono w międzyczasie. Zobacz, jak wygląda teraz, i spróbuj ponownie.
announcement-not-now = Z tym ogłoszeniem nie można już tego zrobić. Otwórz je, aby zobaczyć jego stan.
