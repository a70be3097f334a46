approvals-title = Aprovações
approvals-count = { $count ->
    [0] Nada aguarda a sua decisão.
    [one] { $count } pedido aguarda a sua decisão.
   *[other] { $count } pedidos aguardam a sua decisão.
}
approvals-row = { $lead } · desde { $at }
approval-open = Decidir
approval-approve = Aprovar
approval-reject = Rejeitar
approval-ask = Perguntar
approval-title-over = { $phase ->
    [approved] Aprovado · { $what }
    [rejected] Rejeitado · { $what }
   *[closed] Encerrado · { $what }
}
approval-decided = { $outcome ->
    [approved] Aprovado por { $who } em { $at }.
   *[rejected] Rejeitado por { $who } em { $at }.
}
approval-decided-before = { $outcome ->
    [approved] A decisão saiu um instante antes: aprovado por { $who } em { $at }. Nada foi alterado.
   *[rejected] A decisão saiu um instante antes: rejeitado por { $who } em { $at }. Nada foi alterado.
}
approval-closed = O pedido foi retirado; não há mais o que decidir.
approval-closed-before = O pedido foi retirado um instante antes. Nada foi alterado.
approval-changed = Houve uma alteração depois que isto apareceu para você. A situação agora é esta; decida novamente.
approval-reject-title = Rejeitar
approval-reason = Motivo
approval-words = Com suas palavras
approval-words-hint = Necessário apenas para “Outro motivo”; o parceiro vai ler.
approval-reason-missing = Escolha um motivo.
approval-words-missing = Explique o motivo em poucas palavras.
approval-approve-title = Aprovar
approval-choice-missing = Escolha primeiro: clique em “Aprovar” no cartão mais recente.
approval-reject-sure = Quem pediu será avisado de que o pedido não foi aceito. Isso não pode ser desfeito.
approval-ask-title = Pedir informações
approval-question = Sua pergunta
approval-ask-send = Enviar
own-approval = Este pedido é seu, então outra pessoa precisa decidir.
