## Whom an announcement does not reach

unreached-nobody = Ele chega a todos a quem se destina.
unreached-lead = Ele não chega a estes. Pelo endereço, você pode falar com eles.
unreached-named = { $name } ({ $partner })
unreached-no-email = sem endereço
unreached-file = Todos em um arquivo
unreached-list = Quem não recebe
unreached-row = { $why ->
    [no-channel] Nenhum canal deles está vinculado: { $email }
    [no-account] Ainda não entrou: { $email }
    [no-app] O Tandem foi removido de lá: { $email }
    [no-address] Ninguém de lá escreveu ao Tandem ainda: { $email }
    [archived] O canal está arquivado: { $email }
    [deleted] O canal foi excluído: { $email }
    [removed] O Tandem foi removido do canal: { $email }
    [unshared] O parceiro não está mais no canal: { $email }
   *[others] Há pessoas de outro parceiro ou mais de 10 mil pessoas no canal: { $email }
}
unreached-now = { $why ->
    [no-channel] Nenhum canal do parceiro está vinculado. Vincule um.
    [no-account] A pessoa ainda não entrou. Peça que escreva ao Tandem uma vez.
    [no-app] O Tandem foi removido de lá. Peça a quem administra que o instale de novo.
    [no-address] Ninguém de lá escreveu ao Tandem ainda. Peça a alguém de lá que escreva uma vez.
    [archived] O canal está arquivado. Desarquive-o ou vincule outro canal.
    [deleted] O canal foi excluído. Vincule outro canal.
    [removed] O Tandem não está mais no canal. Adicione-o novamente.
    [unshared] O parceiro não está mais no canal. Compartilhe-o de novo ou vincule outro canal.
   *[others] Há pessoas de outro parceiro ou mais de 10 mil pessoas no canal. Remova-as ou vincule outro canal.
}
