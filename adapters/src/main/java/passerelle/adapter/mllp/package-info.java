/** MLLP in and out: HL7 v2 messages in frames, over TCP or TLS (HL7 MLLP release 1), with a codec of our own. */
@NullMarked
package passerelle.adapter.mllp;

import org.jspecify.annotations.NullMarked;
