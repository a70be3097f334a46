## Announcements on their way: what their author follows

announcement-progress = { $stands ->
    [draft] { $ref } é um rascunho
    [waiting] { $ref } aguarda que outra pessoa o envie
    [scheduled] { $ref } será enviado
    [sending] { $ref } está sendo enviado
    [paused] { $ref } está pausado
    [cancelled] { $ref } foi cancelado
    [sent] { $ref } foi enviado
   *[retracted] { $ref } foi recolhido
}
announcement-progress-of = Enviados { $sent } de { $audience }: { $title }
announcement-forgotten = { $title }. O envio começou em { $at }. Quem recebeu fica guardado por um ano; por isso os números não são mais conhecidos, e o comunicado não pode ser alterado nem recolhido.
announcement-count-audience = Destinatários
announcement-count-sent = Enviados
announcement-count-failed = Com falha
announcement-count-waiting = Aguardando
announcement-count-skipped = Deixados de fora
announcement-count-uncertain = Em verificação
announcement-count-held = Não se sabe
announcement-pace = { $rate } no último minuto; termina em cerca de { $minutes } min.
announcement-later = Dos que aguardam, saem mais tarde: { $count }, a partir de { $at }.
announcement-failed-since = Falhas: { $count }. { $why }
announcement-failed-named = Não receberam: { $names }.
announcement-failed-named-more = Não receberam: { $names } e mais { $more }.
announcement-unsure = Ainda não se sabe se chegou a: { $names }.
announcement-unsure-more = Ainda não se sabe se chegou a: { $names } e mais { $more }.
announcement-pause = Pausar
announcement-resume = Retomar
announcement-cancel = Cancelar o envio
announcement-leave = Deixar como está
announcement-cancel-sure = { $count ->
    [one] { $count } cópia ainda não saiu e não sairá mais. Quem já recebeu fica com ela.
    [many] { $count } de cópias ainda não saíram e não sairão mais. Quem já recebeu fica com a sua.
   *[other] { $count } cópias ainda não saíram e não sairão mais. Quem já recebeu fica com a sua.
}
announcement-retry = Tentar de novo as falhas ({ $count })
announcement-refresh = Atualizar

## The report as a table

announcement-report-partner = parceiro
announcement-report-name = nome
announcement-report-email = e-mail
announcement-report-platform = plataforma
announcement-report-state = situação
announcement-report-reason = motivo
announcement-report-hint = o que aconteceu
announcement-report-at = quando
announcement-report-pending = aguardando
announcement-report-sending = saindo agora
announcement-report-sent = enviado
announcement-report-failed = com falha
announcement-report-uncertain = ainda não se sabe
announcement-report-retracted = recolhido
announcement-report-gathered = em um resumo
announcement-report-skipped = deixado de fora

## Changed or taken back after it has left

announcement-edited = Editado em { $at }
announcement-taken-back-title = Este comunicado foi recolhido
announcement-taken-back = Por favor, desconsidere o que estava aqui. Foi recolhido em { $at }.
announcement-revise = Editar em todos
announcement-revise-title = Editar em todos
announcement-revise-save = Editar em todos
announcement-retract = Recolher em todos
announcement-retract-sure = Ninguém mais o recebe, e quem já o tem lê no lugar que ele foi recolhido. Isso não pode ser desfeito.
announcement-edit-waits = Uma edição aguarda uma segunda pessoa. Até lá todos leem como está.
announcement-edited-in = Cópias com a edição de { $at }: { $count } de { $sent }.
announcement-taken-back-in = Recolhido em { $count } de { $sent } cópias, em { $at }.
announcement-not-edited = Não foi possível alterar: { $names }.
announcement-not-edited-more = Não foi possível alterar: { $names } e mais { $more }.
announcement-not-taken-back = Não foi possível remover: { $names }.
announcement-not-taken-back-more = Não foi possível remover: { $names } e mais { $more }.
announcement-asked-edit-title = Edição de { $ref }: { $title }
announcement-asked-edit = { $who } pede que você aprove outro texto no que já foi enviado. Destinatários: { $count }. A prévia mostra o novo texto.
announcement-edit-agree = Editar em todos
announcement-edit-was-sent = A edição está a caminho de todos os que têm o comunicado.
announcement-edit-was-not-sent = A edição não foi feita: todos leem como estava.

## Acknowledging

announcement-asks = Pede-se confirmação de leitura
announcement-asks-no = Não
announcement-asks-yes = Sim, por um botão
announcement-acknowledge = Li este comunicado
announcement-acknowledged-at = Você confirmou a leitura em { $at }.
announcement-reminder = Lembrete: { $title }
announcement-acknowledged-people = Pessoas que confirmaram a leitura: { $count } de { $asked } ({ $rate } %).
announcement-acknowledged-partners = Parceiros em que a leitura foi confirmada: { $count } de { $asked } ({ $rate } %), por { $people ->
    [one] uma pessoa.
   *[other] { $people } pessoas.
}
announcement-reminders-coming = Lembretes a caminho: { $count }.
announcement-remind = Lembrar os demais ({ $count })
announcement-remind-title = Lembrar
announcement-remind-sure = Sem confirmação: { $count }. Ninguém mais recebe o lembrete.

## Refusals

announcement-not-begun = O envio ainda não começou.
announcement-paused = O comunicado foi pausado. Ele sai quando alguém retomar o envio.
announcement-cancelled = O comunicado foi cancelado antes de esta cópia sair.
announcement-not-yours = Isto é para as pessoas do parceiro, e nada foi registrado para você. Quem o escreveu pode dizer mais.
announcement-long-ago = Este comunicado saiu há mais de um ano, e a lista de quem o recebeu não é guardada por mais tempo. Nada mais é registrado; você não precisa fazer nada.
announcement-gathered = { $count ->
    [one] Dos enviados, { $count } foi no resumo diário.
   *[other] Dos enviados, { $count } foram no resumo diário.
}

## As files

announcement-copies = Todas as cópias em um arquivo
announcement-file-comes = O arquivo chega sozinho no nosso chat privado.
announcement-file-copies = copias
announcement-file-unreached = nao-alcancados
announcement-author-left = { $who }, que o escreveu, não pode mais comunicar: os administradores o acompanham.
