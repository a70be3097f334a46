several-offer = Zatwierdź bez konfliktów
several-title = { $count ->
    [one] Zatwierdzić { $count } sprawę?
    [few] Zatwierdzić { $count } sprawy naraz?
    [many] Zatwierdzić { $count } spraw naraz?
   *[other] Zatwierdzić { $count } sprawy naraz?
}
several-lead = Żadna nie koliduje z inną transakcją. Każda otrzyma osobną decyzję; to, co się w międzyczasie zmieni, zostanie pominięte.
several-left = { $count ->
    [one] Jeszcze { $count } sprawa czeka na następny raz: naraz można zatwierdzić najwyżej 25.
    [few] Jeszcze { $count } sprawy czekają na następny raz: naraz można zatwierdzić najwyżej 25.
    [many] Jeszcze { $count } spraw czeka na następny raz: naraz można zatwierdzić najwyżej 25.
   *[other] Jeszcze { $count } sprawy czeka na następny raz: naraz można zatwierdzić najwyżej 25.
}
several-count = Liczba spraw
several-total = Razem
several-approve = Zatwierdź te sprawy
several-back = Do zatwierdzenia
several-nothing = Niczego tutaj nie da się zatwierdzić razem: każda sprawa koliduje z inną transakcją, czeka na odpowiedź albo wymaga wyboru. Otwórz je po kolei.
several-done = { $count ->
    [0] Nic nie zostało zatwierdzone
    [one] Zatwierdzono { $count } sprawę
    [few] Zatwierdzono { $count } sprawy
    [many] Zatwierdzono { $count } spraw
   *[other] Zatwierdzono { $count } sprawy
}
several-skipped = { $count ->
    [0] Nic nie zostało pominięte.
    [one] Pominięto { $count } sprawę; powód poniżej.
    [few] Pominięto { $count } sprawy; powody poniżej.
    [many] Pominięto { $count } spraw; powody poniżej.
   *[other] Pominięto { $count } sprawy; powody poniżej.
}
several-others = { $count ->
    [one] { $count } z nich wymaga jeszcze zgody kogoś innego.
    [few] { $count } z nich wymagają jeszcze zgody kogoś innego.
    [many] { $count } z nich wymaga jeszcze zgody kogoś innego.
   *[other] { $count } z nich wymaga jeszcze zgody kogoś innego.
}
several-changed = Od kiedy to widać na Twoim ekranie, coś się zmieniło. Otwórz tę sprawę osobno.
several-conflict = W międzyczasie pojawiła się kolizja z inną transakcją. Otwórz tę sprawę osobno.
