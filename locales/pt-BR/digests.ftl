digest-title = Pedidos que aguardam você
digest-why = Você escolheu receber os pedidos juntos. O que precisa de resposta em breve chega na hora. `/partner configurações` muda isso, e `/approvals` mostra a lista a qualquer momento.
