extension-title = Mais tempo
extension-send = Pedir
extension-intro = { $ref } está protegido até { $until }.
extension-until = Protegido até
extension-hint = No mesmo horário de agora; no máximo até { $last }.
extension-words = Como está o negócio e por que demora mais
extension-waits = Já há um pedido de mais tempo para este negócio, aguardando decisão.
extension-days = Escolha um dia depois de { $first } e no máximo { $last }.
extension-asked-title = Pedido de mais tempo: { $ref }
extension-asked = { $deciders } decidirá se fica protegido até { $until }. Antes disso nada muda: protegido até { $now }.
extension-no-decider = Estamos procurando quem decida se fica protegido até { $until }; os administradores foram avisados. Antes disso nada muda: protegido até { $now }.
extension-request-title = Mais tempo? { $customer }
extension-request-lead = { $partner } · até { $until }
extension-fact-asked = Proteção pedida até
extension-fact-by = Pedido por
extension-fact-words = Como está
extension-fact-granted = Até agora
extension-granted = { $count ->
    [0] Nenhuma prorrogação
    [one] { $count } prorrogação
   *[other] { $count } prorrogações
}
extension-decided-title = { $step ->
    [extend] Prorrogado: { $customer }
   *[keep-time] Não prorrogado: { $customer }
}
extension-decided = { $step ->
    [extend] O negócio com { $customer } ({ $ref }) está protegido por mais tempo, até { $until }.
   *[keep-time] O negócio com { $customer } ({ $ref }) não terá proteção até { $until }. Continua protegido pelo prazo de antes.
}
