## Whom an announcement does not reach

unreached-nobody = Ogłoszenie dotrze do wszystkich, dla których jest przeznaczone.
unreached-lead = Do tych adresatów ogłoszenie nie dotrze. Możesz do nich napisać na podany adres.
unreached-named = { $name } ({ $partner })
unreached-no-email = brak adresu
unreached-file = Wszyscy jako plik
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
   *[others] W kanale są osoby od innego partnera lub ponad 10 000 osób: { $email }
}
unreached-now = { $why ->
    [no-channel] Żaden kanał partnera nie jest powiązany. Powiąż kanał.
    [no-account] Ta osoba jeszcze nie dołączyła. Poproś, by raz napisała do aplikacji Tandem.
    [no-app] Tandem został stamtąd usunięty. Poproś tamtejszą osobę administrującą o ponowną instalację.
    [no-address] Nikt stamtąd jeszcze nie napisał do aplikacji Tandem. Poproś kogoś stamtąd, by raz do niej napisał.
    [archived] Kanał jest zarchiwizowany. Przywróć go lub powiąż inny kanał.
    [deleted] Kanał usunięto. Powiąż inny kanał.
    [removed] Aplikacji Tandem nie ma już w tym kanale. Dodaj ją tam ponownie.
    [unshared] Partnera nie ma już w tym kanale. Udostępnij go ponownie lub powiąż inny kanał.
   *[others] W kanale są osoby od innego partnera lub ponad 10 000 osób. Usuń je stamtąd lub powiąż inny kanał.
}
