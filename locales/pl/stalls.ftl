stall-title = Co z tą transakcją? { $customer }
stall-summary = W transakcji { $ref } (klient: { $customer }) nic się nie zmieniło od: { $since }.
stall-do = Wybierz, jak daleko zaszła: wystarczy jedno kliknięcie. Pytamy raz; następnym razem dopiero wtedy, gdy znów przez dłuższy czas nic się w niej nie zmieni.
