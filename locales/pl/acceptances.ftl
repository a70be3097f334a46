## Warunki programu

terms-title = Warunki: { $programme }
terms-lead = Zanim zgłosisz transakcję, zaakceptuj warunki programu (wersja { $version }).
terms-lead-again = Warunki programu się zmieniły (wersja { $version }). Zaakceptuj je, zanim zgłosisz kolejną transakcję.
terms-read = Przeczytaj warunki
terms-kept = Zapiszemy, że warunki zostały zaakceptowane, kiedy, w której wersji i w jakim języku. To, co wpisano, nie przepadnie; zaraz potem otworzy się formularz.
terms-accept = Akceptuję
