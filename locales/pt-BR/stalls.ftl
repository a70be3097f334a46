stall-title = Como está o negócio? { $customer }
stall-summary = Nada mudou no negócio com { $customer } ({ $ref }) desde { $since }.
stall-do = Escolha em que etapa ele está: basta um clique. Perguntamos uma vez; a próxima, só se de novo nada mudar por muito tempo.
