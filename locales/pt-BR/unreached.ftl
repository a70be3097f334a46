## Whom an announcement does not reach

unreached-nobody = Ele chega a todos a quem se destina.
unreached-lead = Ele não chega a estes. Pelo endereço, você pode falar com eles.
unreached-named = { $name } ({ $partner })
unreached-no-email = sem endereço
unreached-file = Todos em um arquivo para planilha: quem opera o Tandem digita `tandem announcements unreached { $ref } ARQUIVO`.
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
   *[others] Há pessoas de outro parceiro no canal: { $email }
}
