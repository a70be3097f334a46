## Announcements on their way: what their author follows

announcement-progress = { $stands ->
    [draft] { $ref }: wersja robocza
    [waiting] { $ref }: czeka, aż wyśle je ktoś inny
    [scheduled] { $ref }: zostanie wysłane
    [sending] { $ref }: w trakcie wysyłania
    [paused] { $ref }: wstrzymane
    [cancelled] { $ref }: anulowane
    [sent] { $ref }: wysłane
   *[retracted] { $ref }: wycofane
}
announcement-progress-of = Wysłano { $sent } z { $audience }: { $title }
announcement-forgotten = { $title }. Wysyłanie rozpoczęto { $at }. To, do kogo dotarło, przechowujemy przez rok, więc liczb już nie znamy, a ogłoszenia nie można ani zmienić, ani wycofać.
announcement-count-audience = Odbiorcy
announcement-count-sent = Wysłano
announcement-count-failed = Nie udało się
announcement-count-waiting = Czeka
announcement-count-skipped = Pominięto
announcement-count-uncertain = Sprawdzane
announcement-count-held = Nie wiadomo
announcement-pace = W ostatniej minucie: { $rate }; do końca około { $minutes } min.
announcement-later = Z oczekujących wyjdą później: { $count }; pierwsza kopia { $at }.
announcement-failed-since = Nie udało się: { $count }. { $why }
announcement-failed-named = Nie dotarło do: { $names }.
announcement-failed-named-more = Nie dotarło do: { $names } (i jeszcze { $more }).
announcement-unsure = Nie wiadomo jeszcze, czy dotarło do: { $names }.
announcement-unsure-more = Nie wiadomo jeszcze, czy dotarło do: { $names } (i jeszcze { $more }).
announcement-pause = Wstrzymaj
announcement-resume = Wznów
announcement-cancel = Anuluj wysyłanie
announcement-leave = Zostaw bez zmian
announcement-cancel-sure = { $count ->
    [one] { $count } kopia jeszcze nie wyszła i już nie wyjdzie. Kto ma ogłoszenie, ten je zachowa.
    [few] { $count } kopie jeszcze nie wyszły i już nie wyjdą. Kto ma ogłoszenie, ten je zachowa.
    [many] { $count } kopii jeszcze nie wyszło i już nie wyjdzie. Kto ma ogłoszenie, ten je zachowa.
   *[other] { $count } kopii jeszcze nie wyszło i już nie wyjdzie. Kto ma ogłoszenie, ten je zachowa.
}
announcement-retry = Ponów nieudane ({ $count })
announcement-refresh = Odśwież

## The report as a table

announcement-report-partner = partner
announcement-report-name = nazwa
announcement-report-email = e-mail
announcement-report-platform = platforma
announcement-report-state = stan
announcement-report-reason = powód
announcement-report-hint = co się stało
announcement-report-at = kiedy
announcement-report-pending = czeka
announcement-report-sending = właśnie wychodzi
announcement-report-sent = wysłano
announcement-report-failed = nie udało się
announcement-report-uncertain = jeszcze nie wiadomo
announcement-report-retracted = wycofano
announcement-report-gathered = w zestawieniu
announcement-report-skipped = pominięto

## Changed or taken back after it has left

announcement-edited = Edytowano { $at }
announcement-taken-back-title = To ogłoszenie wycofano
announcement-taken-back = Prosimy pominąć to, co tu było. Wycofano { $at }.
announcement-revise = Edytuj wszędzie
announcement-revise-title = Edycja wszędzie
announcement-revise-save = Edytuj wszędzie
announcement-retract = Wycofaj wszędzie
announcement-retract-sure = Nikt więcej go nie dostanie, a każdy, kto je ma, przeczyta w jego miejscu, że zostało wycofane. Tego nie można cofnąć.
announcement-edit-waits = Edycja czeka na drugą osobę. Do tego czasu wszyscy czytają obecną wersję.
announcement-edited-in = Kopie ze zmianą wprowadzoną { $at }: { $count } z { $sent }.
announcement-taken-back-in = Kopie wycofane { $at }: { $count } z { $sent }.
announcement-not-edited = Nie udało się zmienić: { $names }.
announcement-not-edited-more = Nie udało się zmienić: { $names } (i jeszcze { $more }).
announcement-not-taken-back = Nie udało się usunąć: { $names }.
announcement-not-taken-back-more = Nie udało się usunąć: { $names } (i jeszcze { $more }).
announcement-asked-edit-title = Edycja { $ref }: { $title }
announcement-asked-edit = { $who } prosi o zgodę na zmianę treści, którą już wysłano. Liczba odbiorców: { $count }. Nową treść pokazuje podgląd.
announcement-edit-agree = Edytuj wszędzie
announcement-edit-was-sent = Zmiana jest w drodze do wszystkich, którzy mają to ogłoszenie.
announcement-edit-was-not-sent = Zmiany nie wprowadzono: wszyscy czytają poprzednią wersję.

## Acknowledging

announcement-asks = Odbiorcy mają potwierdzić przeczytanie
announcement-asks-no = Nie
announcement-asks-yes = Tak, przyciskiem
announcement-acknowledge = Przeczytano
announcement-acknowledged-at = Przeczytanie potwierdzono { $at }.
announcement-reminder = Przypomnienie: { $title }
announcement-acknowledged-people = Osoby, które potwierdziły przeczytanie: { $count } z { $asked } ({ $rate } %).
announcement-acknowledged-partners = Partnerzy, u których potwierdzono przeczytanie: { $count } z { $asked } ({ $rate } %); liczba osób: { $people }.
announcement-reminders-coming = Przypomnienia w drodze: { $count }.
announcement-remind = Przypomnij reszcie ({ $count })
announcement-remind-title = Przypomnij
announcement-remind-sure = Bez potwierdzenia: { $count }. Nikt inny nie dostanie przypomnienia.

## Refusals

announcement-not-begun = Wysyłanie jeszcze się nie zaczęło.
announcement-paused = Ogłoszenie wstrzymano. Wyjdzie, gdy ktoś je wznowi.
announcement-cancelled = Ogłoszenie anulowano, zanim ta kopia wyszła.
announcement-not-yours = To ogłoszenie jest dla osób tego partnera i nic dla Ciebie nie odnotowano. Więcej powie jego autor.
announcement-long-ago = To ogłoszenie wyszło ponad rok temu, a lista odbiorców nie jest dłużej przechowywana. Niczego już nie odnotowujemy; nie musisz nic robić.
announcement-gathered = { $count ->
    [one] Z wysłanych { $count } przekazano w dziennym zestawieniu.
    [few] Z wysłanych { $count } przekazano w dziennym zestawieniu.
   *[many] Z wysłanych { $count } przekazano w dziennym zestawieniu.
}

## As files

announcement-copies = Wszystkie kopie jako plik
announcement-file-comes = Plik przyjdzie sam w naszym prywatnym czacie.
announcement-file-copies = kopie
announcement-file-unreached = bez-dostarczenia
announcement-author-left = Autor ({ $who }) nie może już ogłaszać: dalej zajmują się tym administratorzy.
