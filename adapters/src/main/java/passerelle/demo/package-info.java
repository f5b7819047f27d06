/** Three invented national systems that speak to the gateway as real ones do, over real sockets. */
@NullMarked
package passerelle.demo;

import org.jspecify.annotations.NullMarked;
