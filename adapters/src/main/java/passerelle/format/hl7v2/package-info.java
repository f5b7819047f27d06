/** HL7 v2 in its own encoding (ER7): messages, their acknowledgements, and files of many messages. */
@NullMarked
package passerelle.format.hl7v2;

import org.jspecify.annotations.NullMarked;
