## De onde o Tandem foi removido e para onde voltou

installation-lost-title = O Tandem foi removido: { $whose }
installation-lost = Desde { $at } ninguém de lá tem acesso ao Tandem { $platform ->
    [slack] no Slack
    [teams] no Microsoft Teams
   *[web] no navegador
}, e o Tandem não pode escrever para ninguém de lá.
installation-lost-waits = Nada se perdeu. As mensagens para essas pessoas estão aguardando; cada uma será entregue uma única vez quando o Tandem for reinstalado.
installation-lost-how = Se isso não foi intencional, peça que o Tandem seja reinstalado lá.
installation-place = Espaço de trabalho
installation-back-title = O Tandem voltou: { $whose }
installation-back = Desde { $at } ele funciona novamente { $platform ->
    [slack] no Slack
    [teams] no Microsoft Teams
   *[web] no navegador
}. O que estava aguardando está sendo entregue.
