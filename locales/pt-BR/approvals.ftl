approvals-title = Aprovações
approvals-count = { $count ->
    [0] Nada aguarda a sua decisão.
    [one] { $count } pedido aguarda a sua decisão.
   *[other] { $count } pedidos aguardam a sua decisão.
}
approvals-row = { $lead } · desde { $at }
approvals-row-promised = { $lead } · desde { $at } · resposta prometida até { $until }
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
approval-decided-by-you = { $outcome ->
    [approved] Você já aprovou isto em { $at }. Nada foi alterado.
   *[rejected] Você já rejeitou isto em { $at }. Nada foi alterado.
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
approval-decided-automatically = Aprovado automaticamente por uma regra do programa em { $at }.
approval-others-now = Agora a decisão cabe a outras pessoas; a situação é esta.
approval-step-done = Etapa { $step } de { $steps }: aprovada por { $who }.
approval-step-begun = Etapa { $step } de { $steps }: 0 de { $needed } aprovações. Quem decide agora: { $asked }.
approval-step-now = Etapa { $step } de { $steps }: { $needed ->
    [one] { $done } de { $needed } aprovação
   *[other] { $done } de { $needed } aprovações
} ({ $who }). Quem decide agora: { $asked }.
approval-step-then = Etapa { $step } de { $steps }, { $needed ->
    [one] uma decisão: { $asked }.
   *[other] { $needed } decisões: { $asked }.
}
approval-step-rejected = Etapa { $step } de { $steps }: rejeitada por { $who }.
approval-step-never = Etapa { $step } de { $steps }: não é mais necessária ({ $asked }).
approval-still-waits = Isto ainda aguarda a sua decisão; boa parte do prazo de resposta já passou.
approval-escalated = Quem foi consultado primeiro não decidiu no prazo; por isso pedimos também a você. Vale a decisão de quem responder primeiro.
approval-escalated-among-others = Quem foi consultado primeiro não decidiu no prazo; por isso pedimos também a você. Além da sua, outras aprovações podem ser necessárias.
approval-why = Por que eu?
why-title = Por que a decisão cabe a você
why-title-others = Quem decide
why-you = { $role ->
    [channel-manager] A decisão cabe a você porque você é gerente de canal de { $partner }.
    [regional-lead] A decisão cabe a você porque você é líder da região { $region }.
    [director] A decisão cabe a você porque a diretoria decide sobre todos os parceiros.
    [partner-admin] A decisão cabe a você porque você administra a conta de { $partner }.
   *[admin] A decisão cabe a você porque você administra o programa.
}
why-you-named = A decisão cabe a você porque a regra indica o seu nome.
why-voted = Você já respondeu; agora a decisão cabe a outras pessoas.
why-rule = O pedido segue a regra { $rule } do programa (versão { $version }).
why-rule-named = O pedido segue a regra { $rule } do programa (versão { $version }): { $name }.
why-rate = O valor foi comparado pela cotação do Banco Central Europeu de { $day }: 1 { $of } = { $rate } { $to }.
why-unknown = Não há cotação conhecida para { $currency }; por isso, as regras com limite em outra moeda não se aplicam.
why-old = A cotação mais recente conhecida na época era de { $day }: antiga demais para que algo fosse aprovado automaticamente com base nela.
why-person = { $role ->
    [channel-manager] { $who }, gerente de canal de { $partner }
    [regional-lead] { $who }, líder da região { $region }
    [director] { $who }, diretoria
    [partner-admin] { $who }, administra a conta de { $partner }
   *[admin] { $who }, administra o programa
}
why-person-named = { $who }, indicação nominal
why-vote = { $outcome ->
    [approved] Aprovado por { $who } em { $at }.
   *[rejected] Rejeitado por { $who } em { $at }.
}
why-nobody = No momento ninguém pode responder nesta etapa: um administrador precisa atribuir a função a alguém.
approvals-fit = { $count ->
    [0] Nada do que espera por você corresponde.
    [one] { $count } decisão que espera por você corresponde.
    [many] { $count } de decisões que esperam por você correspondem.
   *[other] { $count } decisões que esperam por você correspondem.
}
approvals-only-name = Só o que tem a ver com “{ $name }”: por país, região, parceiro ou cliente.
approvals-only-ref = Só { $ref }.
approvals-only-over = Só o que vale mais de { $amount }; outras moedas pela cotação do Banco Central Europeu.
approvals-only-conflict = Só o que coincide com outro negócio.
approvals-only-overdue = Só o que já deveria ter sido respondido.
approvals-all = Mostrar tudo
approval-undo = Desfazer
approval-undo-until = O parceiro é avisado às { $until }. Até lá você pode desfazer.
approval-undo-late = Não é mais possível desfazer: isso vale por { $seconds } s depois da decisão, antes que o parceiro seja avisado, e só para quem decidiu. Fale com o parceiro.
approval-instead = Pedimos a sua decisão no lugar de { $name }, que está ausente.
