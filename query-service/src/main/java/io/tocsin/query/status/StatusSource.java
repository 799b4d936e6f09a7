package io.tocsin.query.status;

import java.util.List;

/** Where every status that was decided can be read again. */
public interface StatusSource {
    List<Status> statuses();
}
