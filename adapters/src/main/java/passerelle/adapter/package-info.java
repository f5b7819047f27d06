/** What the adapters share: whole files, and the Camel side of a delivery. An adapter knows no other adapter. */
@NullMarked
package passerelle.adapter;

import org.jspecify.annotations.NullMarked;
