desk-lead = { $partner } · czeka na decyzję
desk-partner = Partner
desk-take = Biorę to
desk-give-back = Oddaję
desk-taken = Zajmuje się tym { $name }.
desk-yours-title = To Twoja sprawa
desk-yours = Cała prośba jest w Twoich wiadomościach ode mnie. Kanał pokazuje, że zajmujesz się nią Ty.
desk-anothers-title = Już zajęte
desk-anothers = Zajmuje się tym już { $name }. Kto może decydować, i tak znajdzie tę sprawę przez `/approvals`.
desk-given-back-title = Oddane
desk-given-back = Kanał pokazuje, że sprawa znowu na kogoś czeka.
desk-not-yours = Zajmuje się tym ktoś inny, więc tylko ta osoba może to oddać.
desk-unreachable-title = Wspólny kanał jest nieosiągalny
desk-unreachable = { $platform ->
    [slack] Prośba nie trafiła na kanał Slacka { $channel } albo nie wiadomo, czy trafiła. Prośby, które mają tam trafić, dostaje każdy z osobna.
   *[teams] Prośba nie trafiła na kanał Teams { $channel } albo nie wiadomo, czy trafiła. Prośby, które mają tam trafić, dostaje każdy z osobna.
}
desk-unreachable-why = Jeśli platforma przez jakiś czas nie odpowiadała, nic nie trzeba robić. W przeciwnym razie sprawdź, czy Tandem jest na tym kanale i czy nie ma tam nikogo z innej firmy ani z innej przestrzeni roboczej: tego, co tam stoi, nie może czytać żaden partner. W Slacku Tandem potrzebuje do tego także uprawnień channels:read i groups:read.
