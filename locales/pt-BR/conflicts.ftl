## Se dois nomes são um só cliente

conflict-question = “{ $theirs }” é o mesmo cliente que “{ $ours }”?
conflict-same = O mesmo
conflict-not-same = Outro
conflict-said = { $evidence ->
    [said] Segundo um gerente, “{ $theirs }” e “{ $ours }” são um só cliente.
   *[apart] Segundo um gerente, “{ $theirs }” e “{ $ours }” são dois clientes.
}
conflict-unsay = Desfazer
