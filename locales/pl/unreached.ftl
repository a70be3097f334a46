## Whom an announcement does not reach

unreached-nobody = Ogłoszenie dotrze do wszystkich, dla których jest przeznaczone.
unreached-lead = Do tych adresatów ogłoszenie nie dotrze. Możesz do nich napisać na podany adres.
unreached-named = { $name } ({ $partner })
unreached-no-email = brak adresu
unreached-file = Wszyscy w pliku do arkusza kalkulacyjnego: osoba, która prowadzi Tandem, wpisuje `tandem announcements unreached { $ref } PLIK`.
unreached-list = Do kogo nie dotrze
unreached-row = { $why ->
    [no-channel] Brak powiązanego kanału: { $email }
    [no-account] Ta osoba jeszcze nie dołączyła: { $email }
    [no-app] Tandem został stamtąd usunięty: { $email }
    [no-address] Nikt stamtąd jeszcze nie napisał do Tandem: { $email }
    [archived] Kanał jest zarchiwizowany: { $email }
    [deleted] Kanał usunięto: { $email }
    [removed] Tandem został usunięty z kanału: { $email }
    [unshared] Partnera nie ma już w tym kanale: { $email }
   *[others] W kanale są osoby od innego partnera: { $email }
}
