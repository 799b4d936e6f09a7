package io.tocsin.local.demo;

/** Shows pictures, one after the other. */
interface View extends AutoCloseable {

    void show(Picture picture);

    @Override
    void close();
}
