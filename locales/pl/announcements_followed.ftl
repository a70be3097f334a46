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
announcement-count-audience = Odbiorcy
announcement-count-sent = Wysłano
announcement-count-failed = Nie udało się
announcement-count-waiting = Czeka
announcement-count-skipped = Pominięto
announcement-count-uncertain = Sprawdzane
announcement-count-held = Nie wiadomo
announcement-pace = W ostatniej minucie: { $rate }; do końca około { $minutes } min.
announcement-later = Z oczekujących { $count } wyjdzie później, najwcześniej { $at }.
announcement-failed-since = Nie udało się: { $count }. { $why }
announcement-failed-named = Nie dotarło do: { $names }.
announcement-failed-named-more = Nie dotarło do: { $names } (i jeszcze { $more }).
announcement-unsure = Nie wiadomo jeszcze, czy dotarło do: { $names }.
announcement-unsure-more = Nie wiadomo jeszcze, czy dotarło do: { $names } (i jeszcze { $more }).
announcement-pause = Wstrzymaj
announcement-resume = Wznów
announcement-cancel = Anuluj wysyłanie
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
announcement-report-gathered = pominięto
announcement-report-skipped = pominięto

## Refusals

announcement-not-begun = Wysyłanie jeszcze się nie zaczęło.
announcement-paused = Ogłoszenie wstrzymano. Wyjdzie, gdy ktoś je wznowi.
announcement-cancelled = Ogłoszenie anulowano, zanim ta kopia wyszła.
