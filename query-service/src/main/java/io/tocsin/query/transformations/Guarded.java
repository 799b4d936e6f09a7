package io.tocsin.query.transformations;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.Jsonata;
import java.util.List;

/** A function of the language whose arguments are looked at before it is called. */
final class Guarded extends Jsonata.JFunction {
    /** Refuses arguments with a {@link BoundExceededException}. */
    interface Guard {
        void check(String name, List<?> arguments);
    }

    private final String name;
    private final Guard guard;

    /**
     * @param signature what it takes, in the library's own notation
     * @param method the library's method that does it
     */
    Guarded(String name, String signature, String method, Guard guard) {
        super(name, signature, Functions.class, null, method);
        this.name = name;
        this.guard = guard;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Object call(Object input, List arguments) {
        guard.check(name, arguments);
        return super.call(input, arguments);
    }
}
