appeal = Odwołaj się
appeal-title = Odwołanie
appeal-send = Odwołaj się
appeal-intro = Transakcja { $ref } (klient: { $customer }) będzie rozpatrzona jeszcze raz, przez kogoś innego. Odwołać się można raz.
appeal-words = Dlaczego odmowa nie jest słuszna
appeal-offer = Możesz się odwołać do: { $until }. Zdecyduje wtedy ktoś inny.
appeal-once = Od tej decyzji już się odwołano; można to zrobić raz.
appeal-over = Odwołać się można było do: { $until }.
appeal-request = Odwołanie. Odmowa: { $who }. Teraz decyduje ktoś inny.
appeal-decided-title = { $state ->
    [approved] Odwołanie uwzględnione: { $customer }
   *[rejected] Odwołanie odrzucone: { $customer }
}
