## Canais dos parceiros

channel-host-unknown = O programa não conhece o workspace ou locatário { $host }. Adicione-o primeiro ao programa.
channel-host-elsewhere = O workspace ou locatário { $host } é de outro parceiro. Nele só podem ser vinculados os canais dele próprio.
channel-taken = Este canal já está vinculado a outro parceiro. Um canal pertence a exatamente um: desfaça primeiro o outro vínculo.
channel-unreadable = “{ $given }” não é um canal. No Slack ou no Teams, escolha “Copiar link” no canal e cole-o aqui, ou cole o id do canal.
channel-platform = Este é um canal do { $found }, não do “{ $given }”.
channel-host-missing = Em que workspace ou locatário ele está? A coluna workspace está vazia, e vocês têm vários.

## The list

channels-title = Canais dos parceiros
channels-none = Nenhum canal está vinculado ainda. Adicione-me a um canal com um parceiro ou solte um arquivo CSV aqui.
channels-count = { $count ->
    [one] { $count } canal.
   *[other] { $count } canais.
} { $needy ->
    [0] Está tudo certo com eles.
    [one] { $needy } precisa de atenção.
   *[other] { $needy } precisam de atenção.
}
channel-titled = { $name } ({ $platform ->
    [slack] Slack
   *[teams] Teams
})
channel-row = { $partner }, { $language }, { $zone }
channel-proposed-row = Talvez { $partner }; ninguém confirmou ainda
channel-proposed-row-nobodys = Ninguém disse ainda de quem é
channel-open = Abrir
channel-linked = Os comunicados para { $partner } chegam aqui.
channel-language = Idioma
channel-zone = Fuso horário
channel-owner = De quem é o canal
channel-owner-vendor = Nosso
channel-owner-partner = Do parceiro
channel-unlink = Desfazer o vínculo
channel-unlink-sure = Nada para { $partner } chegará mais a este canal. O canal em si continua como está.
channel-gone-title = Sem vínculo
channel-gone = O canal { $name } não está vinculado a nenhum parceiro.
channel-gone-unnamed = Este canal não está vinculado a nenhum parceiro.

## What is wrong with one

channel-wrong = { $why ->
    [no-app] Vinculado a { $partner }, mas nada chega lá: fui removido deste workspace; quem o administra pode me adicionar de volta.
    [no-address] Vinculado a { $partner }, mas nada chega lá: ninguém deste locatário escreveu para mim ainda, por isso não sei como escrever lá.
    [archived] Vinculado a { $partner }, mas nada chega lá: está arquivado.
    [deleted] Vinculado a { $partner }, mas nada chega lá: foi excluído.
    [removed] Vinculado a { $partner }, mas nada chega lá: fui removido dele; adicione-me de novo.
    [unshared] Vinculado a { $partner }, mas nada chega lá: não é mais compartilhado com este parceiro.
   *[others] Vinculado a { $partner }, mas nada chega lá: há pessoas de outra empresa ou mais de 10 mil pessoas nele, por isso nada é anunciado lá.
}

## The question whose it is

channel-looks-like = Fui adicionado a este canal. Parece ser de { $partner }: os comunicados para esse parceiro devem chegar aqui?
channel-whose = Fui adicionado a este canal. De quem ele é?
channel-others-warning = Há pessoas de mais de uma empresa ou mais de 10 mil pessoas nele. Enquanto for assim, não anuncio nada ali, mesmo que você o vincule: os parceiros leriam as notícias uns dos outros.
channel-link = Vincular
channel-another = Outro parceiro
channel-leave = Não é canal de parceiro
channel-form-title = De quem é o canal?
channel-form-link = Vincular
channel-form-partner = Parceiro
