desk-lead = { $partner } · aguarda uma decisão
desk-partner = Parceiro
desk-take = Eu assumo
desk-give-back = Devolver
desk-taken = Assumido por { $name }.
desk-yours-title = É com você
desk-yours = O pedido completo está nas suas mensagens comigo. O canal mostra que você o assumiu.
desk-anothers-title = Já assumido
desk-anothers = { $name } já assumiu este pedido. Quem pode decidir o encontra em `/approvals` mesmo assim.
desk-given-back-title = Devolvido
desk-given-back = O canal mostra que o pedido aguarda alguém de novo.
desk-not-yours = Outra pessoa assumiu este pedido, então só ela pode devolvê-lo.
desk-unreachable-title = O canal de negócios está inacessível
desk-unreachable = { $platform ->
    [slack] Um pedido não chegou ao canal do Slack { $channel }, ou não se sabe se chegou. Os pedidos para ele vão diretamente a cada pessoa.
   *[teams] Um pedido não chegou ao canal do Teams { $channel }, ou não se sabe se chegou. Os pedidos para ele vão diretamente a cada pessoa.
}
desk-unreachable-why = Se a plataforma ficou algum tempo sem responder, não é preciso fazer nada. Caso contrário, verifique se o Tandem está nesse canal e se não há ninguém de outra empresa ou de outro workspace: o que está ali nenhum parceiro pode ler. No Slack o Tandem também precisa dos escopos channels:read e groups:read para ver isso.
