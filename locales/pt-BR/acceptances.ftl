## Os termos do programa

terms-title = Termos: { $programme }
terms-lead = Antes de registrar um negócio, aceite os termos do programa (versão { $version }).
terms-lead-again = Os termos do programa mudaram (versão { $version }). Aceite-os antes de registrar outro negócio.
terms-read = Ler os termos
terms-kept = Fica registrado que você aceitou, quando, qual versão e em que idioma. O que você digitou fica guardado; o formulário abre em seguida.
terms-accept = Aceitar
