## O formulário

deal-register = Registrar negócio
deal-for = Registrar pelo parceiro
deal-form-title = Registrar negócio
deal-form-edit = Editar negócio
deal-form-submit = Registrar
deal-form-save = Salvar
deal-form-keep = Salvar rascunho
deal-field-partner = Parceiro
deal-field-customer = Cliente
deal-field-amount = Valor sem impostos
deal-field-currency = Moeda
deal-field-product = Produto
deal-field-close-on = Fechamento previsto
deal-field-deal-type = Tipo de negócio
deal-field-country = País do cliente
deal-field-website = Site do cliente
deal-field-contact = Contato no cliente
deal-field-email = E-mail do contato
deal-field-note = Observações
deal-hint-partner = O negócio será desse parceiro. Outra pessoa decidirá sobre ele, não você.
deal-hint-customer = Comece a digitar; pode ser um nome novo. Só sugerimos os seus próprios clientes.
deal-hint-amount = Escreva do seu jeito: 12500 ou 12.500,00 EUR
deal-hint-check = Confira: encontrado na mensagem.
deal-found-some = Preenchido a partir da mensagem. Confira o que está marcado e complete o que falta.
deal-found-nothing = Nada de certo foi encontrado na mensagem; o texto dela está nas observações.
deal-website-unreadable = Isto não parece um site. Escreva, por exemplo, example.com.
deal-email-unreadable = Isto não parece um e-mail. Escreva, por exemplo, name@example.com.
deal-draft-restored = Recuperado do seu rascunho de { $at }. Para começar do zero, escreva `/deal novo`.
deal-kept-title = Rascunho salvo
deal-kept = Ele fica guardado por 7 dias. Escreva `/deal` para continuar.
deal-already-sent = Este formulário já foi enviado; o negócio está em `/deal listar`.
deal-for-nobody = Você não cuida de nenhum parceiro, então não há por quem registrar um negócio. Fale com um administrador do programa.
deal-thanks-title = Registrado: { $ref }
deal-thanks = { $customer }, { $amount }. O comprovante está nas minhas mensagens para você.
deal-thanks-for = { $customer }, { $amount }. O negócio é de { $partner }, e a equipe do parceiro já foi avisada. Outra pessoa decide sobre ele.

## Situações e histórico

deal-state = { $state ->
    [draft] Rascunho
    [submitted] Aguardando decisão
    [information-asked] Informações solicitadas
    [approved] Aprovado
    [rejected] Rejeitado
    [withdrawn] Retirado
    [expired] Expirado
    [won] Ganho
    [lost] Perdido
   *[other] Situação desconhecida
}
deal-happened = { $step ->
    [submit] Registrado por { $who } em { $at }.{ $why }
    [edit] Editado por { $who } em { $at }.{ $why }
    [ask] Pergunta de { $who } em { $at }.{ $why }
    [answer] Resposta de { $who } em { $at }.{ $why }
    [approve] Aprovado por { $who } em { $at }.{ $why }
    [reject] Rejeitado por { $who } em { $at }.{ $why }
    [withdraw] Retirado por { $who } em { $at }.{ $why }
    [remind] Lembrete enviado a { $who }, { $at }.{ $why }
    [escalate] Decisão pedida também a { $who }, { $at }.{ $why }
    [expire] Fim da proteção em { $at }.{ $why }
    [win] Marcado como ganho por { $who } em { $at }.{ $why }
    [lose] Marcado como perdido por { $who } em { $at }.{ $why }
    [appeal] Recurso de { $who } em { $at }.{ $why }
    [ask-time] Pedido de mais proteção por { $who } em { $at }.{ $why }
    [extend] Proteção prorrogada por { $who } em { $at }.{ $why }
    [keep-time] Proteção não prorrogada, por { $who } em { $at }.{ $why }
    [undo] Decisão desfeita por { $who } em { $at }.{ $why }
   *[move] Etapa alterada por { $who } em { $at }.{ $why }
}
deal-why = {" "}“{ $words }”
deal-why-both = {" "}“{ $reason }”: “{ $words }”
deal-until = {" "}Até { $until }.
deal-why-until = {" "}Até { $until }: “{ $words }”
deal-why-fields = {" "}Alterado: { $fields }.
deal-change = { $old } → { $new }
deal-change-nothing = vazio
deal-changed-since = Editado depois que a sua decisão foi pedida. Só o que mudou aparece aqui; o resto continua igual.
deal-happened-on-behalf = Registrado por { $who } em nome do parceiro em { $at }.
deal-tandem = Tandem
deal-rejection-customer-taken = Outra empresa já atende este cliente
deal-rejection-duplicate = O mesmo negócio já está registrado
deal-rejection-not-qualified = Ainda não é uma oportunidade qualificada
deal-rejection-not-eligible = Fora do programa de parceiros
deal-rejection-incomplete = Faltam informações
deal-rejection-other = Outro motivo

## Cartões

deal-headline = **{ $customer }** · { $amount }
deal-conflict = { $conflict ->
    [none] Sem conflito
    [possible] Possível conflito
    [own] Repetido
    [territory] Fora do território
    [named] Conta nomeada
    [customer] Cliente nosso
   *[other] Conflito
}
deal-conflict-look = Um gerente vai verificar se mais alguém já trabalha com este cliente.
deal-conflict-protected = Este cliente está protegido até { $until }. Um gerente vai verificar.
deal-fact-ref = Número
deal-fact-state = Situação
deal-fact-decider = Quem decide
deal-fact-answer-by = Resposta até
deal-fact-protected-until = Protegido até
deal-fact-stage = Etapa
deal-fact-filed = Registrado por
deal-filed-for = { $who } ({ $vendor }), em nome de { $partner }
deal-fact-partner = Parceiro
deal-fact-territory = Fora do território
deal-territory = { $country } não pertence à região { $region }, onde este parceiro vende.
deal-fact-rival = { $conflict ->
    [none] Não é o mesmo cliente
    [possible] Possível conflito
    [own] Repetido
    [named] Conta nomeada
    [customer] Cliente nosso
   *[other] Conflito
}
deal-rival = { $ref }, { $partner }, { $state ->
    [approved] aprovado
    [information-asked] informações solicitadas
   *[submitted] aguardando decisão
}: “{ $customer }”, { $evidence ->
    [name] o mesmo nome
    [site] o mesmo site
    [said] o mesmo cliente, segundo um gerente
    [nearly] quase o mesmo nome
    [apart] outro cliente, segundo um gerente
   *[perhaps] um nome parecido
}; desde { $since }
deal-rival-listed = { $conflict ->
    [named] Conta nomeada
   *[customer] Cliente nosso
} “{ $customer }”, { $evidence ->
    [name] o mesmo nome
    [site] o mesmo site
    [said] o mesmo cliente, segundo um gerente
    [nearly] quase o mesmo nome
    [apart] outro cliente, segundo um gerente
   *[perhaps] um nome parecido
}; em nossa lista desde { $since }, responsável: { $owner }
deal-receipt-title = { $state ->
    [submitted] Negócio { $ref } recebido
    [information-asked] { $ref }: informações solicitadas
    [approved] Negócio { $ref } aprovado
    [rejected] Negócio { $ref } rejeitado
    [withdrawn] Negócio { $ref } retirado
    [expired] Negócio { $ref } expirado
    [won] Negócio { $ref } ganho
    [lost] Negócio { $ref } perdido
   *[other] { $ref }
}
deal-receipt-summary = { $state ->
    [submitted] O negócio com { $customer } ({ $ref }) está registrado e aguarda decisão.
    [information-asked] Há um pedido de informações sobre o negócio com { $customer } ({ $ref }).
    [approved] O negócio com { $customer } ({ $ref }) está aprovado.
    [rejected] O negócio com { $customer } ({ $ref }) foi rejeitado.
    [withdrawn] O negócio com { $customer } ({ $ref }) foi retirado.
    [expired] A proteção do negócio com { $customer } ({ $ref }) terminou.
    [won] O negócio com { $customer } ({ $ref }) foi ganho.
    [lost] O negócio com { $customer } ({ $ref }) foi perdido.
   *[other] { $customer } ({ $ref })
}
deal-receipt-promise = Quem decide é { $deciders }, até { $by }.
deal-receipt-no-decider = Estamos procurando quem possa decidir; os administradores já foram avisados.
deal-decided-title = { $state ->
    [approved] Aprovado: { $customer }
   *[rejected] Rejeitado: { $customer }
}
deal-decided-summary = { $state ->
    [approved] Seu negócio com { $customer } ({ $ref }) foi aprovado.
   *[rejected] Seu negócio com { $customer } ({ $ref }) foi rejeitado.
}
deal-question-title = { $open ->
    [information-asked] Uma pergunta sobre { $customer }
   *[other] Pergunta sobre { $customer }: encerrada
}
deal-question-summary = Um gerente tem uma pergunta sobre o negócio com { $customer } ({ $ref }).
deal-question-reply = Você também pode simplesmente responder a esta mensagem.
deal-answered-title = Resposta sobre { $customer }
deal-answered-summary = Sua pergunta sobre o negócio com { $customer } ({ $ref }) foi respondida.
deal-undecidable-title = Um negócio sem quem decida
deal-undecidable-words = { $ref } ({ $partner }) está aguardando, e não há pessoas suficientes que possam decidir e ser contatadas. Peça que quem tem a função conecte sua conta ou dê a função a alguém.
deal-expired-title = Fim da proteção: { $customer }
deal-expired-summary = A proteção do negócio com { $customer } ({ $ref }) terminou.
deal-expiring-title = A proteção termina em breve: { $customer }
deal-expiring-summary = A proteção do negócio com { $customer } ({ $ref }) termina em: { $until }.
deal-expiring-do = Diga como está: prorrogue a proteção, mude a etapa, marque como ganho ou perdido, ou retire o negócio. Depois desse dia, outro parceiro pode ficar com este cliente.
deal-detail-title = { $ref } · { $customer }
deal-request-lead = { $partner } · { $tier } · { $conflict ->
    [none] Sem conflito
    [possible] Possível conflito
    [own] Repetido
    [territory] Fora do território
    [named] Conta nomeada
    [customer] Cliente nosso
   *[other] Conflito
}
deals-title = Meus negócios
deals-title-all = Negócios
deals-none = Ainda não há negócios.
deals-count = { $count ->
    [0] Nenhum negócio
    [one] { $count } negócio
   *[other] { $count } negócios
}
deal-row = { $ref } · { $state ->
    [submitted] Aguardando decisão
    [information-asked] Informações solicitadas
    [approved] Aprovado
    [rejected] Rejeitado
    [withdrawn] Retirado
    [expired] Expirado
    [won] Ganho
    [lost] Perdido
   *[other] Situação desconhecida
} · { $at }
deal-draft-title = Rascunho: { $customer }
deal-draft-unnamed = Rascunho sem cliente
deal-draft-detail = Ainda não enviado
deal-draft-continue = Continuar

## O que se pode fazer

deal-history = Histórico
deal-history-title = Histórico de { $ref } · { $customer }
deal-history-count = { $count ->
    [one] { $count } registro, do mais recente ao mais antigo
   *[other] { $count } registros, do mais recente ao mais antigo
}
deal-history-entry = { $entry ->
    [submit] Registrado
    [on-behalf] Registrado em nome do parceiro
    [edit] Editado
    [ask] Informações solicitadas
    [answer] Respondido
    [approve] Aprovado
    [reject] Rejeitado
    [withdraw] Retirado
    [expire] Fim da proteção
    [win] Marcado como ganho
    [lose] Marcado como perdido
    [move] Etapa alterada
    [appeal] Recurso
    [ask-time] Mais proteção solicitada
    [extend] Proteção prorrogada
    [keep-time] Proteção não prorrogada
    [remind] Lembrete
    [escalate] Decisão solicitada a mais alguém
    [asked] Decisão solicitada
    [automatic] Aprovado automaticamente por uma regra do programa
    [vote-approved] Voto pela aprovação
    [vote-rejected] Voto pela rejeição
    [same-customer] Considerados o mesmo cliente
    [not-same-customer] Considerados clientes diferentes
    [customers-unsaid] Avaliação dos clientes retirada
   *[other] Registro: { $entry }
}
deal-history-line = { $who }, { $at }.
deal-history-asked = { $names }, { $at }.
deal-open = Abrir
deal-edit = Editar
deal-answer = Responder
deal-withdraw = Retirar
deal-stage = Etapa
deal-extend = Prorrogar
deal-won = Ganho
deal-lost = Perdido
deal-won-sure = Marcar o negócio com { $customer } como ganho? Não será possível desfazer.
deal-lost-sure = Marcar o negócio com { $customer } como perdido? Não será possível desfazer.
deal-withdraw-title = Retirar negócio
deal-withdraw-sure = O negócio { $ref } com { $customer } será retirado, e a proteção termina. Não será possível desfazer.
deal-withdraw-why = Por quê (opcional)
deal-answer-title = Responder
deal-answer-label = Sua resposta
deal-answer-send = Enviar
deal-stage-title = Etapa do negócio
deal-not-now = Isso não é possível agora. Situação do negócio: { $state ->
    [submitted] aguardando decisão
    [information-asked] informações solicitadas
    [approved] aprovado
    [rejected] rejeitado
    [withdrawn] retirado
    [expired] expirado
    [won] ganho
    [lost] perdido
   *[other] rascunho
}.
deal-being-decided = Alguém está decidindo este negócio agora. Tente novamente em alguns minutos.
deal-changed = O negócio mudou nesse meio-tempo. Confira abaixo e envie novamente.
deal-capacity-reached = Não foi aprovado: { $partner } tem { $limit ->
    [one] { $limit } negócio protegido
   *[other] { $limit } negócios protegidos
}, o máximo do seu nível. O registro continua aguardando. Decida novamente quando um deles for encerrado, ou rejeite.
deal-full-title = Nenhuma proteção livre
deal-full = Ainda não foi enviado; ficou salvo como rascunho: { $partner } tem { $limit ->
    [one] { $limit } negócio protegido
   *[other] { $limit } negócios protegidos
}, o máximo do seu nível. Encerre ou retire um que já terminou e depois continue.
deal-full-row = { $ref }, protegido até { $until }
deal-protected-already = Não foi aprovado: este cliente e produto já estão protegidos para { $ref }, de { $partner }, desde { $since }, até { $until }. O registro continua aguardando. Rejeite, peça informações ou decida novamente quando aquela proteção terminar.
deal-ref-missing = Qual negócio? Escreva o número dele, por exemplo `/deal D-7K3QX`.
partner-unknown = Sua empresa não está mais no programa de parceiros. Fale com seu gerente de canal.
deal-happened-automatic = Aprovado automaticamente por uma regra do programa em { $at }

deal-request-lead-lapsed = { $lead } · Certificado vencido
deal-request-lapsed = O certificado de { $product } de quem registrou venceu em { $day }.

## Um certificado que venceu

deal-form-lapsed = Seu certificado de { $product } venceu em { $day }. Depois de enviar este formulário, renove com um só clique.
deal-form-blocked = Seu certificado de { $product } venceu em { $day }. Nenhum negócio deste produto é registrado até que ele seja renovado em `/training`.
deal-lapsed = Seu certificado de { $product } venceu em { $day }. Renove com um só clique.
deal-lapsed-grace = Seu certificado de { $product } venceu em { $day }. A partir de { $since } não será possível registrar negócios deste produto até que ele seja renovado.
deal-lapsed-title = Primeiro renove seu certificado
deal-lapsed-blocked = Seu certificado de { $product } venceu em { $day }, por isso nada foi registrado. O que foi digitado fica guardado por sete dias.
deal-certificate-ended = Seu certificado de { $product } venceu em { $day }. Renove-o em `/training` ou mantenha o produto de antes.
