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

## Instalação pelo navegador

install-done-title = O Tandem está instalado
install-done = Abra o Slack e escreva `ajuda` para o Tandem. Todas as pessoas do programa já podem fazer o mesmo neste espaço de trabalho.
install-declined-title = Nada foi instalado
install-declined = A instalação foi cancelada no Slack. Para instalar o Tandem mesmo assim, comece de novo em /slack/install.
install-expired-title = Comece de novo
install-expired = Esta instalação foi iniciada em outro navegador, há mais de dez minutos, ou já foi concluída. Comece de novo em /slack/install e termine no mesmo navegador.
install-failed-title = O Slack não concluiu a instalação
install-failed = Nada foi instalado. Comece de novo em /slack/install. Se falhar outra vez, avise quem mantém o Tandem na sua empresa.
install-later-title = Agora não
install-later = No momento o Tandem não consegue instalar nada, e nada foi guardado. Comece de novo em /slack/install daqui a alguns minutos.
install-not-listed-title = Este espaço de trabalho não está no programa
install-not-listed = Nada foi instalado e nada foi guardado. Peça ao seu contato no fornecedor que inclua no programa o ID do seu espaço de trabalho do Slack, `{ $host }`, e depois comece de novo em /slack/install.
