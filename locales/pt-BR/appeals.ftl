appeal = Recorrer
appeal-title = Recurso
appeal-send = Recorrer
appeal-intro = { $ref } com { $customer } será decidido mais uma vez, por outra pessoa. Só é possível recorrer uma vez.
appeal-words = Por que a rejeição não está certa
appeal-offer = Você pode recorrer até { $until }. Então outra pessoa decide.
appeal-once = Já houve recurso contra esta decisão; só é possível recorrer uma vez.
appeal-over = Era possível recorrer até { $until }.
appeal-request = Recurso: { $who } rejeitou. Agora outra pessoa decide.
appeal-decided-title = { $state ->
    [approved] Recurso aceito: { $customer }
   *[rejected] Recurso rejeitado: { $customer }
}
