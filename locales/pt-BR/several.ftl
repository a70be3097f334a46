several-offer = Aprovar sem conflito
several-title = { $count ->
    [one] Aprovar { $count } pedido?
    [many] Aprovar { $count } de pedidos de uma vez?
   *[other] Aprovar { $count } pedidos de uma vez?
}
several-lead = Nenhum deles coincide com outro negócio. Cada um recebe uma decisão própria; o que mudar enquanto isso fica de fora.
several-left = { $count ->
    [one] Mais { $count } espera pela próxima vez: no máximo 25 vão juntos.
    [many] Mais { $count } esperam pela próxima vez: no máximo 25 vão juntos.
   *[other] Mais { $count } esperam pela próxima vez: no máximo 25 vão juntos.
}
several-count = Pedidos
several-total = No total
several-approve = Aprovar estes
several-back = O que espera
several-nothing = Nada aqui pode ser aprovado junto: cada pedido coincide com outro negócio, espera uma resposta ou exige uma escolha. Veja-os um por um.
several-done = { $count ->
    [0] Nada foi aprovado
    [one] { $count } pedido aprovado
    [many] { $count } de pedidos aprovados
   *[other] { $count } pedidos aprovados
}
several-skipped = { $count ->
    [0] Nenhum ficou de fora.
    [one] { $count } ficou de fora; veja o motivo.
    [many] { $count } ficaram de fora; veja os motivos.
   *[other] { $count } ficaram de fora; veja os motivos.
}
several-others = { $count ->
    [one] { $count } deles precisa também do sim de outra pessoa.
    [many] { $count } deles precisam também do sim de outra pessoa.
   *[other] { $count } deles precisam também do sim de outra pessoa.
}
several-changed = Mudou desde que você viu. Veja este pedido separadamente.
several-conflict = Agora coincide com outro negócio. Veja este pedido separadamente.
