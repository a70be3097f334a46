digest-title = Pedidos que aguardam você
digest-why = Você escolheu receber os pedidos juntos. O que precisa de resposta em breve chega na hora. `/partner configurações` muda isso, e `/approvals` mostra a lista a qualquer momento.
together-title = { $count ->
    [one] Mais { $count } mensagem para você
   *[other] Mais { $count } mensagens para você
}
together-why = Você recebe um número limitado de mensagens por dia; as outras vêm juntas, nesta.
together-at = de { $at }
together-open = Abrir
