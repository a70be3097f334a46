## Czy dwie nazwy to jeden klient

conflict-question = Czy „{ $theirs }” i „{ $ours }” to ten sam klient?
conflict-same = Ten sam
conflict-not-same = Inny
conflict-said = { $evidence ->
    [said] Według menedżera „{ $theirs }” i „{ $ours }” to jeden klient.
   *[apart] Według menedżera „{ $theirs }” i „{ $ours }” to dwaj klienci.
}
conflict-unsay = Cofnij
